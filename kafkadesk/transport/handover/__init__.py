"""Records on their way from the consumer process to the window."""
