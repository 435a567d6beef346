"""Where things are: image units, cameras, alignment. NumPy and SciPy only."""
