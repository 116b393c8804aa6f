"""Consumer groups: owners, generations, rebalances, lag over time."""
