"""Questions to a cluster: topics, groups, settings, ranges of records."""
