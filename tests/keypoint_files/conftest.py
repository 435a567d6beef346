import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from core.detectors.keypoint_files import reading
from core.video.records import VideoInfo

sys.path += [str(Path(__file__).parents[1] / folder) for folder in ("pipeline", "video", "export")]


@pytest.fixture
def hdf5_read_here(monkeypatch):
    """HDF5 files that are sound enough not to crash their library need no process of their own."""
    monkeypatch.setattr(reading, "is_hdf5", lambda path: False)


@pytest.fixture
def make_info():
    """A video of which only the facts are there; its times are uneven."""

    def make(frames: int = 12, size: tuple[int, int] = (640, 480)) -> VideoInfo:
        times = np.arange(frames) / 30 + np.where(np.arange(frames) % 2, 0.004, 0)
        duration = float(times[-1]) + 0.03
        return VideoInfo(
            path=Path("walk.mp4"), width=size[0], height=size[1], times=times, duration=duration,
            nominal_rate=Fraction(30), is_variable_rate=True, rotation=0, pixel_aspect=Fraction(1),
            codec="h264",
        )  # fmt: skip

    return make
