"""Walworth County, Wisconsin."""
