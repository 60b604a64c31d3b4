"""Wyandotte County, Kansas."""
