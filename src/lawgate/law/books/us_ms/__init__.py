"""Mississippi."""
