"""Connecticut."""
