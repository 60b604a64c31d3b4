"""Los Angeles County: Sheriff and Los Angeles police."""
