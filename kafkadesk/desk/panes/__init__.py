"""Consumer panes and their groups on the desk."""
