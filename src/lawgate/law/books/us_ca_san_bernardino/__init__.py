"""San Bernardino County."""
