"""Pure facts and rules: no Qt, no kafka, no sockets, no threads, no files."""
