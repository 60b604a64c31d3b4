"""The built guide, handed out as it lies on disk to whoever asks."""
