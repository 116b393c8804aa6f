"""The window's frame, bars, first page and general dialogs."""
