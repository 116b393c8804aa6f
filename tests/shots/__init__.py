"""Pictures of the window, to look at: python -m tests.shots.window and its neighbours."""
