"""Kinds of people. Apart from the cards: a start needs these words and no card."""

__all__ = ["ROLES", "TEAM_ROLES"]

ROLES = ("customer", "team", "expert", "partner", "group")
"""Kinds of people: somebody who calls, a teammate, a teammate to ask about something, somebody of another firm, and a number
or an address that several share."""

TEAM_ROLES = ("team", "expert")
"""Who works here, and so has a login, a status and shifts."""
