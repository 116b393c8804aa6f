"""Converts what is typed in the producer pane to bytes, and back."""
