"""Teton County, Wyoming."""
