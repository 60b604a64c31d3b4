"""What a person, their family and their lawyer need: prepared before an arrest, reached within minutes after it."""
