"""Qt item models: adapters over core objects, holding no facts of their own."""
