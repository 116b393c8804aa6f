"""The places beside the desk: all topics, all groups."""
