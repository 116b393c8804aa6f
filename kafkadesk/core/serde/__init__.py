"""What the bytes of records mean: how a key, a value or a header becomes text, and which schema it names."""
