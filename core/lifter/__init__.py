"""The network that turns a window of 2D keypoints into 3D joints, and everything it needs to be used safely."""
