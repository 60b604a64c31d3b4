"""Virginia."""
