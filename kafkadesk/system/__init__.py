"""This machine: child processes, Local Kafka, settings on disk."""
