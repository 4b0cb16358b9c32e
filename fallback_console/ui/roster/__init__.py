"""The roster: who of the team is there, what each is doing, and what a supervisor can do about it."""
