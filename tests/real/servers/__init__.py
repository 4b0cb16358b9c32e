"""Real servers for the tests: each module starts one, with its state under a given folder."""
