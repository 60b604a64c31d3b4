"""Alaska."""
