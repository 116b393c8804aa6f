"""The hosts file as bytes and lines: what an edit changes."""
