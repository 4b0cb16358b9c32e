"""What the console reasons about: frozen values and pure functions, without input, output, clock or Qt."""
