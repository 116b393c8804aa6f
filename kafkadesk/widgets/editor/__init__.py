"""Text editing: JSON editor, find bar, large texts."""
