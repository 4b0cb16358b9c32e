"""Broadcasts in the messages view: writing one, having it looked at, and watching it go out."""
