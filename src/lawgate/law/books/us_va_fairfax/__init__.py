"""Fairfax County, Virginia."""
