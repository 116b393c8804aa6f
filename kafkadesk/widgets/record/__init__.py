"""One record in detail."""
