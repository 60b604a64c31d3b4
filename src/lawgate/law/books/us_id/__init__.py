"""Idaho."""
