"""Who hears whom, for the places beside the desk."""
