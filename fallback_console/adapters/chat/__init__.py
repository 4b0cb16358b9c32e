"""Team chats: messages to single people."""
