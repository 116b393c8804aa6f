"""Lessons in the window, and lessons played without one."""
