import sys
from pathlib import Path

import pytest

sys.path += [str(Path(__file__).parents[1] / folder) for folder in ("pipeline", "video")]


@pytest.fixture(scope="session")
def small_lifters(tmp_path_factory):
    from made_up_people import save_small_lifters

    return save_small_lifters(tmp_path_factory.mktemp("lifters"))
