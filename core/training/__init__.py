"""Training lifters in the three stages of the paper."""
