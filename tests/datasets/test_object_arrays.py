"""Files of Python objects are read as data: nothing in them is run."""

import os
import pickle
import zipfile

import numpy as np
import pytest

from core.datasets.object_arrays import load_objects
from core.errors import BadInput


class Bomb:
    def __init__(self, command):
        self.command = command

    def __reduce__(self):
        return os.system, (self.command,)


def save(path, **objects):
    np.savez_compressed(path, **{name: np.array(value, dtype=object) for name, value in objects.items()})
    return path


def test_dictionaries_of_arrays_come_back(tmp_path):
    data = {"S9": {"Walking": np.arange(6, dtype=np.float32).reshape(2, 3), "list": [np.ones(2), 3, "text"]}}
    found = load_objects(save(tmp_path / "a.npz", positions=data), "positions")
    np.testing.assert_array_equal(found["S9"]["Walking"], data["S9"]["Walking"])
    assert found["S9"]["list"][1:] == [3, "text"]


def test_plain_arrays_come_back_too(tmp_path):
    np.savez(tmp_path / "a.npz", x=np.arange(3))
    assert load_objects(tmp_path / "a.npz", "x").tolist() == [0, 1, 2]


def test_a_bomb_does_not_go_off(tmp_path):
    mark = tmp_path / "it went off"
    path = save(tmp_path / "a.npz", positions={"S9": Bomb(f"touch '{mark}'")})
    with pytest.raises(BadInput, match=r"a\.npz cannot be read: it asks for .*system"):
        load_objects(path, "positions")
    assert not mark.exists()


@pytest.mark.parametrize("name", ["builtins.eval", "builtins.getattr", "numpy.load", "subprocess.Popen"])
def test_other_ways_out_are_closed_as_well(tmp_path, name):
    module, _, function = name.partition(".")
    body = f"c{module}\n{function}\n.".encode()
    header = b"\x93NUMPY\x01\x00" + (118).to_bytes(2, "little")
    header += "{'descr': '|O', 'fortran_order': False, 'shape': (), }".ljust(117).encode() + b"\n"
    with zipfile.ZipFile(tmp_path / "a.npz", "w") as archive:
        archive.writestr("positions.npy", header + body)
    with pytest.raises(BadInput, match=function):
        load_objects(tmp_path / "a.npz", "positions")


@pytest.mark.parametrize("cut", [0, 10, 200, -30])
def test_damaged_files_are_told_as_such(tmp_path, cut):
    path = save(tmp_path / "a.npz", positions={"S9": np.random.default_rng(0).random(500)})
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(BadInput, match=r"a\.npz"):
        load_objects(path, "positions")


def test_a_file_without_the_array_says_so(tmp_path):
    with pytest.raises(BadInput, match="no array 'positions_3d'"):
        load_objects(save(tmp_path / "a.npz", other={}), "positions_3d")
    with pytest.raises(BadInput, match="no such file"):
        load_objects(tmp_path / "b.npz", "x")


def test_a_damaged_pickle_inside_a_sound_archive(tmp_path):
    good = pickle.dumps({"a": 1})
    header = b"\x93NUMPY\x01\x00" + (118).to_bytes(2, "little")
    header += "{'descr': '|O', 'fortran_order': False, 'shape': (), }".ljust(117).encode() + b"\n"
    for cut in range(1, len(good) - 1):
        with zipfile.ZipFile(tmp_path / "a.npz", "w") as archive:
            archive.writestr("x.npy", header + good[:cut])
        with pytest.raises(BadInput):
            load_objects(tmp_path / "a.npz", "x")
