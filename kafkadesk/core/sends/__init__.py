"""Sends and their verdicts: delivery log, journal, rules for looking up unknown outcomes."""
