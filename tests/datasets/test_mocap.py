"""Packs of motion capture are read whole or refused."""

from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

from core.datasets.mocap import load_pack
from core.errors import BadInput

REAL = Path(__file__).resolve().parents[3] / "shared" / "mocap" / "val.npz"


def arrays():
    """Two clips, of 7 and 5 frames, of joints at random places."""
    rng = np.random.default_rng(0)
    return {
        "positions": rng.integers(-9000, 9000, (12, 17, 3)).astype(np.int16),
        "head_dir": rng.integers(-127, 127, (12, 3)).astype(np.int8),
        "scale": np.float64(0.0002),
        "clip_start": np.array([0, 7]),
        "clip_len": np.array([7, 5]),
        "category": np.array(["walk", "dance"]),
        "name": np.array(["01_01", "02_03"]),
        "fps": np.float64(50),
    }


@pytest.fixture
def pack_file(tmp_path):
    path = tmp_path / "pack.npz"
    np.savez_compressed(path, **arrays())
    return path


def refusal(path):
    with pytest.raises(BadInput, match=path.name) as caught:
        load_pack(path)
    return str(caught.value)


def verdict(path):
    """The refusal, or the name where only numbers took the damage and the file can be read."""
    try:
        load_pack(path)
    except BadInput as error:
        return str(error)
    return path.name


def test_a_pack_comes_in_metres_and_unit_vectors(pack_file):
    pack, given = load_pack(pack_file), arrays()
    np.testing.assert_allclose(pack.joints, given["positions"] * 0.0002, atol=1e-6)
    np.testing.assert_allclose(pack.head_direction, given["head_dir"] / 127, atol=1e-6)
    assert pack.joints.dtype == pack.head_direction.dtype == np.float32
    assert pack.clip_start.tolist() == [0, 7]
    assert pack.clip_length.tolist() == [7, 5]
    assert pack.category.tolist() == ["walk", "dance"]
    assert pack.names.tolist() == ["01_01", "02_03"]
    assert pack.rate == 50
    assert pack.fingerprint == sha256(pack_file.read_bytes()).hexdigest()


def test_a_missing_pack_is_named(tmp_path):
    assert "there is no such" in refusal(tmp_path / "nowhere.npz")
    refusal(tmp_path)  # a folder


@pytest.mark.parametrize("name", arrays())
def test_every_array_is_needed(tmp_path, name):
    given = arrays()
    del given[name]
    np.savez(tmp_path / "lacking.npz", **given)
    assert name in refusal(tmp_path / "lacking.npz")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("positions", np.zeros((12, 16, 3), np.int16)),
        ("positions", np.zeros((12, 17, 2), np.int16)),
        ("positions", np.zeros((12, 51), np.int16)),
        ("positions", np.zeros((0, 17, 3), np.int16)),
        ("positions", np.float32(3)),
        ("positions", np.full((12, 17, 3), np.nan, np.float32)),
        ("positions", np.full((12, 17, 3), "x")),
        ("scale", np.float64(np.nan)),
        ("scale", np.array([1.0, 2.0])),
        ("head_dir", np.zeros((11, 3), np.int8)),
        ("head_dir", np.full((12, 3), np.inf)),
        ("clip_start", np.array([0, 8])),
        ("clip_start", np.array([-1, 7])),
        ("clip_start", np.array([0])),
        ("clip_start", np.array([[0, 7]])),
        ("clip_start", np.int64(0)),
        ("clip_start", np.array([0, np.iinfo(np.int64).max])),
        ("clip_len", np.array([7, 0])),
        ("clip_len", np.array([7, -5])),
        ("clip_len", np.array([13, 5])),
        ("clip_len", np.array([7, np.iinfo(np.int64).max])),
        ("clip_len", np.array([7, 5, 1])),
        ("category", np.array(["walk"])),
        ("category", np.array("walk")),
        ("name", np.array(["a", "b", "c"])),
        ("fps", np.float64(0)),
        ("fps", np.float64(-50)),
        ("fps", np.float64(np.nan)),
        ("fps", np.float64(np.inf)),
        ("fps", np.array([50.0, 60.0])),
        ("fps", np.array("fast")),
    ],
)
def test_what_does_not_hold_together_is_refused(tmp_path, name, value):
    np.savez(tmp_path / "odd.npz", **(arrays() | {name: value}))
    refusal(tmp_path / "odd.npz")


def test_no_clips_make_no_pack(tmp_path):
    none = {name: arrays()[name][:0] for name in ("clip_start", "clip_len", "category", "name")}
    np.savez(tmp_path / "empty.npz", **(arrays() | none))
    assert "no clips" in refusal(tmp_path / "empty.npz")


class Trap:
    """Leaves a file where it was unpickled."""

    def __init__(self, marker):
        self.marker = marker

    def __reduce__(self):
        return Path.touch, (self.marker,)


def test_pickled_objects_are_refused_and_not_run(tmp_path):
    marker = tmp_path / "it ran"
    for name in ("positions", "category", "fps"):
        np.savez(tmp_path / "trap.npz", **(arrays() | {name: np.array([Trap(marker)], dtype=object)}))
        refusal(tmp_path / "trap.npz")
    assert not marker.exists()


def test_a_single_array_is_no_pack(tmp_path):
    np.save(tmp_path / "single.npy", arrays()["positions"])
    refusal(tmp_path / "single.npy")


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04", b"hello", b"\x93NUMPY", b"\x80\x04."])
def test_garbage_is_refused(tmp_path, content):
    path = tmp_path / "garbage.npz"
    path.write_bytes(content)
    refusal(path)


def test_a_truncated_or_damaged_pack_is_refused_or_read_but_never_anything_else(tmp_path, pack_file):
    content = pack_file.read_bytes()
    path = tmp_path / "damaged.npz"
    for length in np.linspace(0, len(content) - 1, 50).astype(int):
        path.write_bytes(content[:length])
        refusal(path)
    rng = np.random.default_rng(0)
    for _ in range(150):
        damaged = bytearray(content)
        damaged[rng.integers(len(damaged))] = rng.integers(256)
        path.write_bytes(damaged)
        assert path.name in verdict(path)


@pytest.mark.filterwarnings("ignore:Reading .*npy")
def test_damaged_arrays_are_refused_or_read_but_never_anything_else(tmp_path, pack_file):
    """Past the zip's checksums."""
    with ZipFile(pack_file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    rng = np.random.default_rng(0)
    path = tmp_path / "damaged.npz"
    for _ in range(200):
        name = rng.choice(list(parts))
        damaged = bytearray(parts[name])
        for _ in range(rng.integers(1, 4)):
            damaged[rng.integers(min(128, len(damaged)))] = rng.choice([rng.integers(256), *b"'(),[]{}#9"])
        with ZipFile(path, "w") as archive:
            for other, content in (parts | {name: bytes(damaged)}).items():
                archive.writestr(other, content)
        assert path.name in verdict(path)


@pytest.mark.skipif(not REAL.is_file(), reason=f"no motion capture at {REAL}")
def test_the_real_pack_holds_people():
    pack = load_pack(REAL)
    assert pack.rate == 50
    assert len(pack.clip_start) == 51
    np.testing.assert_allclose(np.linalg.norm(pack.head_direction, axis=1), 1, atol=0.02)
    height = pack.joints[:, 10, 2] - pack.joints[:, [3, 6], 2].min(axis=1)
    assert 1.2 < np.median(height) < 1.8
    for start, length in zip(pack.clip_start, pack.clip_length, strict=True):
        thighs = np.linalg.norm(
            pack.joints[start : start + length, 2] - pack.joints[start : start + length, 1], axis=1
        )
        assert np.ptp(thighs) < 0.03 * thighs.mean()
