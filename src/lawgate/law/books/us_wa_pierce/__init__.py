"""Pierce County, Washington."""
