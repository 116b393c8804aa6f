"""The matrix: who received what."""
