"""Utah."""
