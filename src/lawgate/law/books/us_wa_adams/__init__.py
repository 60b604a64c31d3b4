"""Adams County, Washington."""
