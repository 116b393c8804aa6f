"""Connecting in the window: first page, profiles, the doctor, the hosts file."""
