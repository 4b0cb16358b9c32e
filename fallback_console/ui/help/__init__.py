"""The offline help: pages of the program itself, searchable, in every language of the window. Loaded when it is first asked for."""
