"""The probes of the doctor."""
