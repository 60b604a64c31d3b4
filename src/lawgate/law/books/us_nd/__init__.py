"""North Dakota."""
