"""Texas."""
