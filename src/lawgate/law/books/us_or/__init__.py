"""Oregon."""
