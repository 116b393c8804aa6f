"""Lesson files: format, steps, expectations."""
