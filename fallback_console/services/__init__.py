"""Use cases: plain functions over an open transaction (commands) or a reader (queries). No Qt, no network."""
