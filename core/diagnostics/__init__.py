"""Where a lifted pose can be believed, and where not."""
