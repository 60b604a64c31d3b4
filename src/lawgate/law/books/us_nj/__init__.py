"""New Jersey."""
