"""Mail servers: whether they answer, and whether they know us."""
