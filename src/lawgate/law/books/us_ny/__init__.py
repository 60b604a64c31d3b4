"""New York."""
