"""The pose in the world: where it stands, which way is up, and a body that keeps its shape and its feet."""
