"""Where Relief's own files are, in the checkout and in what is packed for installing."""

import tomllib
from pathlib import Path

import pytest

from core import assets
from core.assets import asset_path
from core.errors import NotInstalled

ROOT = Path(__file__).parents[2]


def test_sample_video_is_found():
    assert asset_path("sample.mp4").stat().st_size > 0


def test_path_is_made_of_its_parts(tmp_path, monkeypatch):
    (tmp_path / "lifters").mkdir()
    (tmp_path / "lifters" / "small.safetensors").touch()
    monkeypatch.setattr(assets, "ASSETS", tmp_path)
    assert asset_path("lifters", "small.safetensors") == tmp_path / "lifters" / "small.safetensors"


def test_missing_asset_is_named():
    with pytest.raises(NotInstalled, match=r"lifters/none\.safetensors is missing"):
        asset_path("lifters", "none.safetensors")


def test_sample_and_lifters_go_into_the_wheel():
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    assert "assets" in setuptools["packages"]["find"]["include"]
    patterns = setuptools["package-data"]["assets"]
    packed = {path for pattern in patterns for path in (ROOT / "assets").glob(pattern)}
    assert ROOT / "assets" / "sample.mp4" in packed
    assert set((ROOT / "assets" / "lifters").glob("*.*")) <= packed
