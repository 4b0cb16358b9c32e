"""The team's hub on NATS JetStream: the connection of a station, and the files of a hub."""
