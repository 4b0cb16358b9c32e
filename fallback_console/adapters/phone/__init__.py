"""Telephones that the console drives."""
