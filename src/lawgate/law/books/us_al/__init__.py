"""Alabama."""
