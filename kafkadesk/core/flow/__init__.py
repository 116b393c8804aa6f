"""The flow view as data: what it shows and where each shape stands."""
