"""Sends on the desk: run, journal, look-up, recovery."""
