"""The lag and rebalance views."""
