"""Indiana."""
