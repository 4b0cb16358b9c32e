"""From nothing to a mirrored queue, step by step."""
