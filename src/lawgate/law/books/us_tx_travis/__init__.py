"""Travis County, Texas."""
