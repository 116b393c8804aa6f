"""Who received what: the ledger and the matrix."""
