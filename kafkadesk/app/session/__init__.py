"""What is kept from one start to the next, and how the window ends."""
