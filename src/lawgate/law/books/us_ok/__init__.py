"""Oklahoma."""
