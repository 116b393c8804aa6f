"""The panes and the desk: what a producer or consumer pane asks for, and what it shows."""
