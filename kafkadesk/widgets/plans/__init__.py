"""The one dialog in which a change to a cluster is a plan before it happens."""
