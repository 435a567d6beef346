import sys
from pathlib import Path

import pytest
from made_up_people import save_small_lifters

sys.path.append(str(Path(__file__).parents[1] / "video"))  # numbered_clips


@pytest.fixture(scope="session")
def small_lifters(tmp_path_factory):
    return save_small_lifters(tmp_path_factory.mktemp("lifters"))


@pytest.fixture(scope="session", autouse=True)
def one_thread():
    """PyTorch's threads wait for each other by spinning, which a busy machine pays for dearly."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
