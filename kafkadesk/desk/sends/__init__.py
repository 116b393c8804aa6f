"""Sends on the desk: `sends` starts them, `book` holds their state, `unresolved` looks up unknown outcomes."""
