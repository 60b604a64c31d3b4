"""King County, Washington."""
