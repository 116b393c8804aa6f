"""The window put together: widgets and models above, the desk below."""
