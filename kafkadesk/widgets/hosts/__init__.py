"""The dialog for the hosts file."""
