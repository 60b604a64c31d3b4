"""Mecklenburg County, North Carolina."""
