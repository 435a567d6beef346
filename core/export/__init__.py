"""One writer for each file format that other programs read."""
