"""Profiles on disk, passwords in the keyring, TLS files."""
