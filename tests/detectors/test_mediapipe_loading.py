import subprocess
import sys

import pytest

PROGRAM = """
import sys
from core.detectors.mediapipe_loading import import_mediapipe
mediapipe = import_mediapipe()
heavy = [name for name in ("matplotlib", "mediapipe.tasks", "sounddevice") if name in sys.modules]
assert not heavy, heavy
assert import_mediapipe() is mediapipe
pose = mediapipe.solutions.pose.Pose(model_complexity=1)
pose.close()
import matplotlib.colors
from mediapipe.tasks.python import vision
print(matplotlib.colors.to_rgb("red"), vision.PoseLandmarker.__name__)
"""


def test_mediapipe_comes_without_plotting_and_leaves_that_to_others():
    pytest.importorskip("mediapipe")
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[0] == "(1.0, 0.0, 0.0) PoseLandmarker"
