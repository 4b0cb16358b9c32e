"""Table and list models that fetch their rows by window."""
