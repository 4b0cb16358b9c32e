"""Keeps a support team working while Slack, mail or the helpdesk is down, and brings everything back in order."""

__version__ = "0.1.0"
