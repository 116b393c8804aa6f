"""The application without a window: intents in, events out, owner of all state."""
