"""Multnomah County, Oregon."""
