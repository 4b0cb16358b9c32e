"""SMS gateways, out and in."""
