"""What the doctor concludes from its probes, and the sentences for it."""
