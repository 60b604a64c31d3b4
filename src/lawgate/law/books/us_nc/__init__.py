"""North Carolina."""
