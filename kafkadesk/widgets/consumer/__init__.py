"""The consumer pane."""
