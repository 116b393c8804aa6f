"""The hosts file on disk, changed with the administrator's consent."""
