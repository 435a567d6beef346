"""What runs in mmpose's own environment. Imports the standard library, NumPy, PyTorch and mmpose only.

Loaded as the top-level package `remote`, hence the relative imports. The syntax stays that of Python 3.9:
people have mmpose in old environments.
"""
