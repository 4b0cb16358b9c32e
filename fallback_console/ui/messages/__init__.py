"""The messages view: conversations with people over text messages."""
