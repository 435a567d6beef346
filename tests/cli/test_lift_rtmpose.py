"""`relief lift --detector rtmpose`: bad weights end in one sentence."""

import pytest

from core.assets import asset_path
from core.cli import main

pytest.importorskip("onnxruntime")


def lift(tmp_path, *more):
    return main([
        "lift", str(asset_path("sample.mp4")), "-o", str(tmp_path / "out"), "--lifters", "baseline",
        "--detector", "rtmpose", *more,
    ])  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"no network", b"\x08\x07\x12\x07pytorch"])
def test_a_broken_file_of_weights(tmp_path, capsys, content):
    file = tmp_path / "mine.onnx"
    file.write_bytes(content)
    assert lift(tmp_path, "--weights", str(file), "--person-weights", str(file)) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert f"{file} cannot be used as a network" in captured.err
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there(tmp_path, capsys):
    assert lift(tmp_path, "--weights", str(tmp_path / "none.onnx")) == 2
    assert "none.onnx" in capsys.readouterr().err


def test_offline_without_weights(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("RELIEF_WEIGHTS", str(tmp_path / "weights"))
    assert lift(tmp_path, "--offline") == 2
    error = capsys.readouterr().err
    assert "nothing may be downloaded" in error
    assert str(tmp_path / "weights") in error


def test_weights_for_another_detector(tmp_path, capsys):
    assert lift(tmp_path, "--detector", "mediapipe", "--weights", "any.onnx") == 2
    assert "weights of its own" in capsys.readouterr().err
