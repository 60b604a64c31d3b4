"""Sutter County."""
