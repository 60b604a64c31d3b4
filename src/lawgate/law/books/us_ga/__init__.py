"""Georgia."""
