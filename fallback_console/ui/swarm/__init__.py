"""The view of swarms: those there are, the room of one, and the ways into and out of one."""
