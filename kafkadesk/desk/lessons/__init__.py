"""Lessons played on the desk."""
