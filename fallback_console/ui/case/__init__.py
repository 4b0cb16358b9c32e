"""One case, opened: header, customer, timeline, composer, and the bar of a running call."""
