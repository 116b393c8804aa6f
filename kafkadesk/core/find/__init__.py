"""Searches through topics: plan, progress and end, in numbers and in words."""
