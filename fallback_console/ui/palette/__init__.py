"""The command palette and the sheet of shortcuts: one box to type in, one list to choose from."""
