"""Views: take a model, show it, emit intents as signals with plain values."""
