"""Sending, and the events that lead to a verdict."""
