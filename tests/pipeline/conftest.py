import sys
from pathlib import Path

import pytest
from made_up_people import FAKE_DETECTORS, save_small_lifters

from core.detectors import DETECTORS
from core.pipeline import ProcessOptions

sys.path.append(str(Path(__file__).parents[1] / "video"))  # numbered_clips


@pytest.fixture(scope="session")
def small_lifters(tmp_path_factory):
    return save_small_lifters(tmp_path_factory.mktemp("lifters"))


@pytest.fixture(scope="module")
def fake_detectors():
    with pytest.MonkeyPatch.context() as patch:
        for name, entry in FAKE_DETECTORS.items():
            patch.setitem(DETECTORS, name, entry)
        yield


@pytest.fixture(scope="module")
def options(small_lifters, fake_detectors):
    """For the walker, with small lifters."""
    paths = tuple(str(path) for path in small_lifters.values())
    return ProcessOptions(detector="walker", lifters=paths, device="cpu")


@pytest.fixture(scope="module")
def video(request, tmp_path_factory):
    """As many frames as the module's `FRAMES`, even ones."""
    from numbered_clips import Clip, even_ticks, write_clip

    ticks = even_ticks(request.module.FRAMES, 512)
    return write_clip(tmp_path_factory.mktemp("video") / "walk.mp4", Clip(ticks=ticks))


@pytest.fixture(scope="session", autouse=True)
def one_thread():
    """PyTorch's threads wait for each other by spinning, which a busy machine pays for dearly."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
