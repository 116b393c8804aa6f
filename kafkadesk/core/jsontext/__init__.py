"""JSON as text: faults with their place, index, brackets, layout for reading."""
