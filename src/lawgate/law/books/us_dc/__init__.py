"""District of Columbia."""
