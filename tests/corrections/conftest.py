import sys
from pathlib import Path

import pytest

sys.path += [str(Path(__file__).parents[1] / folder) for folder in ("pipeline", "take", "video")]


@pytest.fixture(scope="session")
def small_lifters(tmp_path_factory):
    """Tiny lifters with random weights, by name. In float32: bfloat16 rounds away what hardly changes."""
    from made_up_people import save_small_lifters

    from core.lifter.inference import Lifter

    files = save_small_lifters(tmp_path_factory.mktemp("lifters"))
    return {
        name: Lifter.from_file(path, name=name, device="cpu", precision="float32")
        for name, path in files.items()
    }
