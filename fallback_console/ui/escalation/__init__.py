"""Escalations: who was asked, who has what, and the chains they go by."""
