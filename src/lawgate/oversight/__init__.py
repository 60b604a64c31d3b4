"""Measures and reports over what was decided. Reads everything, changes nothing."""
