"""Arizona."""
