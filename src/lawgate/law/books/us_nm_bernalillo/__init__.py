"""Bernalillo County, New Mexico."""
