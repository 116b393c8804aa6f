"""Changes to a cluster, each a plan before it happens: before and after, what comes of it, the same as a command line."""
