"""Clackamas County, Oregon."""
