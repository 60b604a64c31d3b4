"""Lehigh County, Pennsylvania."""
