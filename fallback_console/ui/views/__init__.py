"""One module for each view of the navigation rail."""
