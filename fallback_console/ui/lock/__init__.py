"""The lock of the window: what covers it, and when."""
