"""The roll call's view: whom to ask, and who has answered."""
