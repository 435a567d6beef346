"""Lifters in files of our own: what goes in comes out, and nothing but a lifter is taken."""

import json
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from types import MappingProxyType

import numpy as np
import pytest
import torch
from refusals import refusal, verdict
from safetensors.torch import save_file
from small_lifters import random_network, small_spec

from core.errors import BadInput
from core.lifter.checkpoint import FORMAT, Checkpoint, load_checkpoint, read_header, save_checkpoint
from core.lifter.inference import Lifter
from core.lifter.shipped import find_lifter, shipped_lifters

SPEC = small_spec(has_positional=True, temporal="subtract", skeleton_name="humaneva-15")
ORIGIN = {"who": "a test", "results": [1, 2.5], "μ": None}


@pytest.fixture
def checkpoint():
    return Checkpoint(SPEC, random_network(SPEC).state_dict(), MappingProxyType(ORIGIN))


@pytest.fixture
def file(tmp_path, checkpoint):
    path = tmp_path / "small.safetensors"
    save_checkpoint(checkpoint, path)
    return path


def split(content):
    size = int.from_bytes(content[:8], "little")
    return json.loads(content[8 : 8 + size]), content[8 + size :]


def join(header, rest):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + rest


def tamper(path, **metadata):
    header, rest = split(path.read_bytes())
    header["__metadata__"] |= metadata
    path.write_bytes(join(header, rest))


def test_writing_and_reading_gives_the_same_lifter(file, checkpoint):
    found = load_checkpoint(file)
    assert found.spec == SPEC
    assert found.origin == ORIGIN
    assert found.sha256 == sha256(file.read_bytes()).hexdigest()
    assert set(found.weights) == set(checkpoint.weights)
    for name, value in checkpoint.weights.items():
        assert torch.equal(found.weights[name], value), name
        assert found.weights[name].dtype == value.dtype


def test_half_precision_halves_the_file_and_keeps_the_values_nearly(tmp_path, file, checkpoint):
    half = tmp_path / "half.safetensors"
    save_checkpoint(checkpoint, half, is_half=True)
    data = [len(split(path.read_bytes())[1]) for path in (file, half)]
    assert data[1] < 0.7 * data[0]
    found = load_checkpoint(half)
    for name, value in checkpoint.weights.items():
        assert found.weights[name].dtype == value.dtype
        if ".running_" in name:
            assert torch.equal(found.weights[name], value)
        else:
            torch.testing.assert_close(found.weights[name], value, rtol=1e-3, atol=1e-6)


def test_the_header_tells_spec_and_origin_without_torch(file):
    assert read_header(file) == (SPEC, ORIGIN)
    program = (
        "import sys; from pathlib import Path; from core.lifter.checkpoint import read_header;"
        "print(read_header(Path(sys.argv[1]))[0].label); assert 'torch' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", program, str(file)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == SPEC.label


def test_a_lifter_made_from_a_file_lifts_as_the_network_does(file):
    lifter = Lifter.from_file(file, device="cpu")
    assert (lifter.name, lifter.spec) == ("small", SPEC)
    points = np.random.default_rng(0).normal(size=(30, 15, 2)).astype(np.float32)
    again = Lifter(load_checkpoint(file), "again", torch.device("cpu"))
    np.testing.assert_array_equal(lifter.lift_run(points), again.lift_run(points))


def test_a_missing_file_is_named(tmp_path):
    assert "there is no such" in refusal(tmp_path / "nowhere.safetensors")
    refusal(tmp_path / "nowhere.safetensors", read_header)
    refusal(tmp_path, read_header)


@pytest.mark.parametrize("suffix", [".safetensors", ".bin"])
def test_a_file_larger_than_any_lifter_is_not_read(tmp_path, suffix):
    path = tmp_path / f"huge{suffix}"
    with path.open("wb") as file:
        file.truncate((1 << 30) + 1)  # a hole: takes no room on the disk
    assert "larger than any lifter" in refusal(path)


@pytest.mark.parametrize(
    "header",
    [b"", b"{}", b"[]", b"null", b'"text"', b"{", b"\xff\xfe", b'{"__metadata__": 3}',
     b'{"__metadata__": {}}', b'{"__metadata__": []}', b'{"__metadata__": {"format": 1}}',
     b"[" * 200_000, b'{"a":' * 100_000],
)  # fmt: skip
def test_a_damaged_header_is_refused(file, header):
    file.write_bytes(join(header, b""))
    refusal(file)
    refusal(file, read_header)


@pytest.mark.parametrize("size", [0, 7, 1 << 20, 1 << 40, (1 << 64) - 1])
def test_a_header_of_the_wrong_length_is_refused(file, size):
    file.write_bytes(size.to_bytes(8, "little") + file.read_bytes()[8:])
    refusal(file)
    refusal(file, read_header)


@pytest.mark.parametrize(
    "metadata",
    [
        {"format": "relief-lifter-99"},
        {"spec": "not json"},
        {"spec": "[1]"},
        {"spec": json.dumps({"channels": 1 << 50})},
        {"spec": json.dumps({"soul": True})},
        {"spec": '{"dropout": NaN}'},
        {"spec": '{"channels": ' + "9" * 5000 + "}"},
        {"origin": "not json"},
        {"origin": "[1, 2]"},
        {"origin": "[" * 100_000},
    ],
)
def test_tampered_metadata_is_refused(file, metadata):
    tamper(file, **metadata)
    refusal(file)
    refusal(file, read_header)


def test_a_format_to_come_asks_for_an_update(file):
    tamper(file, format="relief-lifter-2")
    assert "update Relief" in refusal(file)


def test_a_spec_of_another_size_does_not_fit_the_weights(file):
    tamper(file, spec=json.dumps(replace(SPEC, channels=4096, hidden=4096, latent=4096).to_json()))
    assert "but the spec asks for" in refusal(file)
    tamper(file, spec=json.dumps(replace(SPEC, has_fusion=False).to_json()))
    assert "fusion." in refusal(file)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda w: w.pop("whole.enter.weight"), "first difference: whole.enter.weight"),
        (lambda w: w.update(extra=torch.ones(1)), "first difference: extra"),
        (lambda w: w.update({"whole.enter.bias": torch.ones(3)}), r"is \(3,\)"),
        (lambda w: w.update({"whole.enter.bias": torch.ones(12, 1)}), r"is \(12, 1\)"),
        (lambda w: w["whole.enter.bias"].fill_(float("nan")), "not finite"),
        (lambda w: w["whole.enter.weight"][3].fill_(float("inf")), "not finite"),
        (lambda w: w.update({"whole.enter.bias": torch.ones(12, dtype=torch.complex64)}), "not finite"),
        (lambda w: w.clear(), "first difference"),
    ],
    ids=["missing", "extra", "shape", "dimensions", "nan", "infinite", "complex", "none"],
)
def test_spoilt_weights_are_refused_by_name(tmp_path, spoil, words):
    weights = dict(random_network(SPEC).state_dict())
    spoil(weights)
    path = tmp_path / "spoilt.safetensors"
    metadata = {"format": FORMAT, "spec": json.dumps(SPEC.to_json()), "origin": "{}"}
    save_file(weights, path, metadata=metadata)
    with pytest.raises(BadInput, match=f"spoilt.safetensors.*{words}"):
        load_checkpoint(path)


def test_a_truncated_file_is_refused_at_every_length(file):
    content = file.read_bytes()
    for length in [*range(20), *np.linspace(20, len(content) - 1, 40).astype(int)]:
        file.write_bytes(content[:length])
        refusal(file)


def test_a_damaged_file_is_refused_or_read_but_never_anything_else(file):
    content = file.read_bytes()
    rng = np.random.default_rng(0)
    for _ in range(60):
        damaged = bytearray(content)
        for at in rng.integers(0, 3000, 3):
            damaged[at] = rng.integers(256)
        file.write_bytes(damaged)
        assert file.name in verdict(file)


def test_a_failure_to_save_keeps_the_file_before(file, checkpoint):
    before = file.read_bytes()
    broken = replace(checkpoint, origin={"who": object()})
    with pytest.raises(TypeError):
        save_checkpoint(broken, file)
    assert file.read_bytes() == before
    assert [p.name for p in file.parent.iterdir()] == [file.name]


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(BadInput, match="known: baseline, rie"):
        find_lifter("telepathy")
    with pytest.raises(BadInput, match="no such lifter file"):
        find_lifter("somewhere/else.bin")


def test_a_path_is_taken_as_it_is(file):
    assert find_lifter(str(file)) == file


def test_every_shipped_lifter_loads():
    for path in shipped_lifters().values():
        assert load_checkpoint(path).spec == read_header(path)[0]
