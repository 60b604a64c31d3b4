"""Orange County, California."""
