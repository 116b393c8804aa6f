"""What is typed in the producer pane as bytes, and the way back."""
