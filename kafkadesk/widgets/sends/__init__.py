"""The delivery table."""
