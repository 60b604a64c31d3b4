"""Michigan."""
