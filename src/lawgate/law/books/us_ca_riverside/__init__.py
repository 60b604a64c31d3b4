"""Riverside County."""
