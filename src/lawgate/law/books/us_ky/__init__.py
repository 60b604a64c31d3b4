"""Kentucky."""
