"""Profiles: dialog, list, quick switch, passwords."""
