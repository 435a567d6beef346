"""Relief's engine: video in, 3D motion out. Never imports Qt."""

__version__ = "0.1.0"
