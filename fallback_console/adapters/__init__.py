"""One module for each outside system, behind the protocols of ``ports.py``."""
