"""Kent County, Michigan."""
