import os
import sys
from pathlib import Path

import pytest

sys.path += [
    str(Path(__file__).parents[1] / folder)
    for folder in ("pipeline", "video", "datasets", "training", "export")
]


@pytest.fixture(scope="session")
def small_lifters(tmp_path_factory):
    from made_up_people import save_small_lifters

    return save_small_lifters(tmp_path_factory.mktemp("lifters"))


@pytest.fixture(scope="session")
def clip(tmp_path_factory):
    """40 frames at 30000/1001 a second."""
    from fractions import Fraction

    from numbered_clips import Clip, even_ticks, write_clip

    path = tmp_path_factory.mktemp("clips") / "walk.mp4"
    rate, tick = Fraction(30000, 1001), Fraction(1, 30000)
    return write_clip(path, Clip(ticks=even_ticks(40, 1001), rate=rate, tick=tick))


@pytest.fixture
def fake_detectors(monkeypatch):
    from made_up_people import FAKE_DETECTORS

    from core.detectors import DETECTORS

    for name, entry in FAKE_DETECTORS.items():
        monkeypatch.setitem(DETECTORS, name, entry)


@pytest.fixture
def relief(small_lifters, fake_detectors, capfd):
    """`relief` in this process, by default quiet and with small lifters; gives exit code, stdout, stderr."""
    from core.cli import main

    def run(command: str, *arguments: object, is_quiet: bool = True) -> tuple[int, str, str]:
        options: list[str] = []
        if command == "lift":
            options += ["--lifters", ",".join(map(str, small_lifters.values())), "--device", "cpu"]
            options += ["--detector", "walker", "--shifts", "2", *(["--quiet"] if is_quiet else [])]
        code = main([command, *options, *map(str, arguments)])
        return code, *capfd.readouterr()

    return run


@pytest.fixture
def environment():
    """Of a process of its own that can import the fakes."""
    paths = [
        str(Path(__file__).parents[2]),
        *(str(Path(__file__).parents[1] / f) for f in ("pipeline", "video")),
    ]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "OMP_NUM_THREADS": "1"}


@pytest.fixture(scope="session", autouse=True)
def one_thread():
    """PyTorch's threads wait for each other by spinning, which a busy machine pays for dearly."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def lifted(small_lifters, clip, tmp_path_factory):
    """A folder with `walk.relief`, lifted once."""
    from made_up_people import FAKE_DETECTORS

    from core.cli import main
    from core.detectors import DETECTORS

    folder = tmp_path_factory.mktemp("lifted")
    with pytest.MonkeyPatch.context() as patch:
        for name, entry in FAKE_DETECTORS.items():
            patch.setitem(DETECTORS, name, entry)
        assert main(["lift", str(clip), "-o", str(folder), "--quiet", "--formats", "csv", "--device", "cpu",
                     "--lifters", ",".join(map(str, small_lifters.values())), "--shifts", "2",
                     "--detector", "walker"]) == 0  # fmt: skip
    return folder


@pytest.fixture
def take(lifted):
    return lifted / "walk.relief"
