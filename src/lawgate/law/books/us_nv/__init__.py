"""Nevada."""
