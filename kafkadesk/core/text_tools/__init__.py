"""Text made safe to show and to export; positions in it."""
