"""Wisconsin."""
