"""Middlesex County, New Jersey."""
