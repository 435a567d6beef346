"""The network that turns a window of 2D keypoints into 3D joints, and what it takes to use it safely."""
