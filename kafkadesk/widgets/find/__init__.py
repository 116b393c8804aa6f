"""Searching a topic: its range, its filter and its matches, in a window of its own."""
