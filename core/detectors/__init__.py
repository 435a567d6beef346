"""Finding people's 2D keypoints in frames."""
