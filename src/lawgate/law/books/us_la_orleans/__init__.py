"""Orleans Parish, Louisiana."""
