"""Puts the program together: the only place, with the command line and the window's entry, that sees every layer."""
