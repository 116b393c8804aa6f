"""Addresses, topic names, name maps and connection profiles."""
