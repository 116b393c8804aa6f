"""Everything that can be done and every thing there is, found by a few letters of either language."""
