"""Checkpoints: what is let through, and what is not."""

import io
import os
import pickle
import sys
from types import ModuleType

import numpy as np
import pytest
import torch

from core.detectors.mmpose.remote.unusable import UnusableError
from core.detectors.mmpose.remote.weights import read_weights

NAMES = {0: "nose", 1: "left_eye"}


def published(**more):
    """As mmpose's publish_model.py leaves it."""
    meta = {
        "dataset_meta": {"keypoint_id2name": NAMES, "sigmas": np.array([0.026, 0.025]), "n": np.float64(2)}
    }
    return {"meta": meta, "state_dict": {"backbone.w": torch.ones(2, 3), "head.b": torch.arange(4)}} | more


def saved(tmp_path, content):
    file = tmp_path / "model.pth"
    torch.save(content, file)
    return str(file)


class Hostile:
    """What runs a program when it is unpickled."""

    def __init__(self, victim):
        self.victim = victim

    def __reduce__(self):
        return os.mkdir, (str(self.victim),)


def test_a_published_checkpoint_gives_weights_and_names(tmp_path):
    weights, about = read_weights(saved(tmp_path, published()))
    assert torch.equal(weights["backbone.w"], torch.ones(2, 3))
    assert about["keypoint_id2name"] == NAMES
    np.testing.assert_array_equal(about["sigmas"], [0.026, 0.025])


def test_arrays_pickled_by_numpy_1_are_read_too(tmp_path):
    """NumPy 1 calls its module numpy.core, NumPy 2 numpy._core; published checkpoints come from NumPy 1."""
    state = {"w": torch.ones(1)}
    buffer = io.BytesIO()
    torch.save({"meta": {"dataset_meta": {"keypoint_id2name": NAMES, "s": np.ones(2)}}, "state_dict": state},
               buffer, _use_new_zipfile_serialization=False)  # fmt: skip
    old = buffer.getvalue().replace(b"numpy._core.multiarray", b"numpy.core.multiarray")
    assert old != buffer.getvalue()
    (tmp_path / "old.pth").write_bytes(old)
    assert read_weights(str(tmp_path / "old.pth"))[1]["s"].tolist() == [1, 1]


@pytest.mark.parametrize("place", ["meta", "state_dict", "optimizer"])
def test_a_hostile_checkpoint_is_refused_and_nothing_of_it_runs(tmp_path, place):
    victim = tmp_path / "made_by_the_checkpoint"
    file = saved(tmp_path, published(**{place: {"x": Hostile(victim)}}))
    with pytest.raises(UnusableError, match=r"model.pth is refused: .* it would run \w+\.mkdir"):
        read_weights(file)
    assert not victim.exists()
    torch.load(file, weights_only=False)  # the usual way runs it
    assert victim.exists()


def test_a_bare_hostile_pickle_is_refused_too(tmp_path):
    victim = tmp_path / "made_by_the_checkpoint"
    (tmp_path / "model.pth").write_bytes(pickle.dumps(Hostile(victim), protocol=2))
    with pytest.raises(UnusableError):
        read_weights(str(tmp_path / "model.pth"))
    assert not victim.exists()


def test_a_checkpoint_of_a_running_training_is_refused_with_the_way_out(tmp_path, monkeypatch):
    module = ModuleType("mmengine.logging.history_buffer")
    module.HistoryBuffer = type("HistoryBuffer", (), {"__module__": module.__name__})
    for name in ("mmengine", "mmengine.logging", module.__name__):
        monkeypatch.setitem(sys.modules, name, module)
    file = saved(tmp_path, published(message_hub={"loss": module.HistoryBuffer()}))
    with pytest.raises(UnusableError, match="publish it first"):
        read_weights(file)


def test_names_of_parallel_training_are_stripped(tmp_path):
    assert list(read_weights(saved(tmp_path, {"module.head.w": torch.ones(1)}))[0]) == ["head.w"]


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "Download it again"), (b"<html>not found</html>", "Download it again"), (None, "no checkpoint")],
)
def test_what_is_no_checkpoint_is_said_so(tmp_path, content, message):
    file = tmp_path / "model.pth"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UnusableError, match=message):
        read_weights(str(file))


@pytest.mark.parametrize("content", [{"meta": {}}, [1, 2], {"state_dict": {"a": 3}}])
def test_a_file_without_weights_is_said_so(tmp_path, content):
    with pytest.raises(UnusableError, match="holds no weights"):
        read_weights(saved(tmp_path, content))
