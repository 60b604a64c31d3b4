"""Berks County, Pennsylvania."""
