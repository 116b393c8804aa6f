"""The lesson panel and the plan of a lesson."""
