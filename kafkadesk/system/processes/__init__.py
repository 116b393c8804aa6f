"""Child processes: consumer processes and fire-and-forget."""
