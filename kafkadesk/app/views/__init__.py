"""The views in the lower area: flow, rebalances, lag."""
