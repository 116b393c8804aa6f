"""Fetched bytes as columns, and the gaps between them."""
