"""People: found, reached, imported from files, and merged where two records are one person."""
