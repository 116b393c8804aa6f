"""The producer pane."""
