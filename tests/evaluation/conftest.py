"""Finds the made-up people and lifters of the neighbouring tests."""

import sys
from pathlib import Path

for folder in ("training", "lifter"):
    sys.path.append(str(Path(__file__).parents[1] / folder))
