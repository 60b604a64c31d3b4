"""Ohio."""
