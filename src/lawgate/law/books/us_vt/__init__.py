"""Vermont."""
