"""The only place that imports kafka; no Qt."""
