"""Reading video files frame by frame, with their true times."""
