"""Philadelphia."""
