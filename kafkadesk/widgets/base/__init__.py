"""What all widgets share: theme, labels, translation, painting helpers."""
