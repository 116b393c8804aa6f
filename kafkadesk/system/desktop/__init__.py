"""The PC and its desktop: task bar, first window, clock, names that it knows."""
