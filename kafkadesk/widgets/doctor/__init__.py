"""The dialog of the doctor."""
