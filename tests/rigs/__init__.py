"""What several tests stand on: a broker, a proxy that makes faults, other programs, drawn worlds, the real window."""
