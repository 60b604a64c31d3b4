"""Tennessee."""
