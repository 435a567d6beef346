"""Checkpoints of the paper's authors: read rightly, and never run."""

import builtins
import io
import os
import pickle
import random
import struct
import zipfile
from collections import OrderedDict

import numpy as np
import pytest
import torch
from naive_authors import lift_window, make_state
from refusals import refusal, verdict
from small_lifters import random_points

from core.lifter.checkpoint import load_checkpoint
from core.lifter.network import FeatureFusionNetwork


def saved_dict(state, prefix=""):
    """What the authors' program saves beside the weights, too."""
    weights = {
        prefix + n: torch.tensor(v, dtype=torch.int64 if v.dtype.kind == "i" else torch.float32)
        for n, v in state.items()
    }
    optimiser = {
        "state": {
            0: {
                "step": 7,
                "exp_avg": torch.randn(3, 2),
                "exp_avg_sq": torch.randn(3, 2).double(),
                "max_exp_avg_sq": torch.ones(5, dtype=torch.int64),
            }
        },
        "param_groups": [{"lr": 1e-3, "betas": (0.9, 0.999), "amsgrad": True, "params": [0]}],
    }
    return {
        "epoch": 80,
        "lr": np.float64(1e-3),
        "random_state": np.random.RandomState(1234),
        "optimizer": optimiser,
        "model_pos": OrderedDict(weights),
    }


def write(path, saved, form="zip"):
    torch.save(saved, path, _use_new_zipfile_serialization=form == "zip")
    return path


def small_state(**changes):
    return make_state(**{"filters": 2, "has_encodings": True, "has_fusion": True, **changes})


def smallest_state():
    return small_state(filters=1, has_fusion=False, channels=1, hidden=1, latent=1)


@pytest.mark.parametrize("form", ["zip", "legacy"])
@pytest.mark.parametrize(
    "layout",
    [
        {"filters": 3, "has_encodings": True, "has_fusion": True},
        {"filters": 3, "has_encodings": True, "has_fusion": False},
        {"filters": 3, "has_encodings": False, "has_fusion": True},
        {"filters": 5, "has_encodings": True, "has_fusion": True, "channels": 3},
    ],
    ids=["27 frames", "stage 1", "no encodings", "243 frames"],
)
def test_a_lifter_puts_out_what_the_equations_say(tmp_path, layout, form):
    state = make_state(**layout)
    checkpoint = load_checkpoint(write(tmp_path / "gt_pretrained.bin", saved_dict(state), form))
    assert checkpoint.spec.window == 3 ** layout["filters"]
    assert checkpoint.spec.has_fusion == layout["has_fusion"]
    assert checkpoint.spec.label == ("+P-ENH +T-ENH" if layout["has_encodings"] else "baseline")
    network = FeatureFusionNetwork(checkpoint.spec)
    network.load_state_dict(checkpoint.weights)
    window = random_points(checkpoint.spec.window, 17)
    with torch.no_grad():
        lifted = network.eval()(torch.from_numpy(window)[None])[0]
    single = {n: v.astype(np.float32).astype(np.float64) for n, v in state.items()}
    np.testing.assert_allclose(lifted, lift_window(single, window.astype(np.float64)), atol=1e-5)
    assert lifted.std() > 0.1


def test_names_of_a_network_that_trained_on_several_devices_are_known(tmp_path):
    plain = load_checkpoint(write(tmp_path / "a.bin", saved_dict(small_state())))
    prefixed = load_checkpoint(write(tmp_path / "b.bin", saved_dict(small_state(), "module.")))
    assert plain.spec == prefixed.spec
    for name, value in plain.weights.items():
        assert torch.equal(value, prefixed.weights[name])


@pytest.mark.parametrize("form", ["zip", "legacy"])
def test_half_precision_and_parameters_are_read_too(tmp_path, form):
    saved = saved_dict(small_state())
    expected = load_checkpoint(write(tmp_path / "plain.bin", saved, form))
    saved["model_pos"] = OrderedDict(
        (n, torch.nn.Parameter(t.double()) if n.endswith(".weight") else t)
        for n, t in saved["model_pos"].items()
    )
    found = load_checkpoint(write(tmp_path / "parameters.bin", saved, form))
    for name, value in expected.weights.items():
        assert torch.equal(found.weights[name], value)
        assert found.weights[name].dtype == value.dtype


def test_views_into_a_larger_storage_are_read_as_they_look(tmp_path):
    saved = saved_dict(small_state())
    expected = load_checkpoint(write(tmp_path / "plain.bin", saved))
    name = "GlobalInfo.fc_1.weight"
    wide = torch.full((50, 20), 9.0)
    view = wide.T[2 : 2 + saved["model_pos"][name].shape[0], 1 : 1 + 34]
    view.copy_(saved["model_pos"][name])
    saved["model_pos"][name] = view
    found = load_checkpoint(write(tmp_path / "view.bin", saved))
    assert torch.equal(found.weights["whole.enter.weight"], expected.weights["whole.enter.weight"])


def test_two_encodings_that_cannot_be_told_apart_are_refused(tmp_path):
    state = small_state()
    for group in ("Torso", "LArm", "RArm", "LLeg", "RLeg"):
        name = f"LocalLayer_{group}.expand_conv.weight"
        state[name] = state[name][:, : state[name].shape[1] * 4 // 6]  # K and either K_P or K_T
    text = refusal(write(tmp_path / "one_encoding.bin", saved_dict(state)))
    assert "takes 20 values" in text
    assert "30 (both encodings)" in text


def test_odd_weights_are_named(tmp_path):
    state = small_state()
    state["Integration_RLeg.fc_2.bias"] = np.zeros(4)
    assert "decoders.left_leg.leave.bias is (4,)" in refusal(write(tmp_path / "a.bin", saved_dict(state)))
    state = small_state()
    del state["FuseBlocks.3.fc_1.bias"]
    assert "fusion.right_leg.enter.bias" in refusal(write(tmp_path / "b.bin", saved_dict(state)))
    state = small_state()
    state["LocalLayer_LArm.shrink.bias"][2] = np.nan
    assert "not finite" in refusal(write(tmp_path / "c.bin", saved_dict(state)))


@pytest.mark.parametrize(
    "saved",
    [{"epoch": 1}, {"model_pos": None}, {"model_pos": {}}, {"model_pos": {"a": 1}}, [1, 2], "text",
     {"model_pos": {3: torch.ones(1)}}, {"model_pos": {"no_dot": torch.ones(1)}}],
)  # fmt: skip
@pytest.mark.parametrize("form", ["zip", "legacy"])
def test_what_torch_saved_but_is_no_lifter_is_refused(tmp_path, saved, form):
    refusal(write(tmp_path / "other.bin", saved, form))


class Bomb:
    """Calls `function(*arguments)` when it is unpickled."""

    def __init__(self, function, *arguments):
        self.call = (function, arguments)

    def __reduce__(self):
        return self.call


def bombs(marker):
    return {
        "os.system": Bomb(os.system, f"touch {marker}"),
        "eval": Bomb(builtins.eval, f"open({str(marker)!r}, 'w')"),
        "exec": Bomb(builtins.exec, f"open({str(marker)!r}, 'w')"),
        "open": Bomb(builtins.open, str(marker), "w"),
        "nested": Bomb(getattr, Bomb(__import__, "os"), "system"),
        "in a list": [1, {"a": (Bomb(os.mkdir, str(marker)),)}],
        "a pickle in a pickle": Bomb(pickle.loads, pickle.dumps(Bomb(os.mkdir, str(marker)))),
    }


@pytest.mark.parametrize("form", ["zip", "legacy"])
@pytest.mark.parametrize("kind", bombs(""))
@pytest.mark.parametrize("place", ["model_pos", "random_state", "the whole"])
def test_code_in_a_checkpoint_is_refused_and_not_run(tmp_path, kind, place, form):
    marker = tmp_path / "it ran"
    bomb = bombs(marker)[kind]
    saved = bomb if place == "the whole" else saved_dict(smallest_state()) | {place: bomb}
    text = refusal(write(tmp_path / "bomb.bin", saved, form))
    assert "not run" in text or "not a lifter checkpoint" in text
    assert not marker.exists()


def test_the_bombs_would_go_off_elsewhere(tmp_path):
    marker = tmp_path / "it ran"
    pickle.loads(pickle.dumps(bombs(marker)["in a list"]))
    assert marker.exists()


def zip_of(pickled, **parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("archive/data.pkl", pickled)
        for name, content in parts.items():
            archive.writestr(f"archive/data/{name}", content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "module_and_name",
    [
        ("collections", "OrderedDict.fromkeys"),
        ("torch._utils", "_rebuild_tensor_v2.__globals__"),
        ("numpy", "load"),
        ("numpy.random._pickle", "__builtins__"),
        ("torch", "load"),
        ("core.lifter.authors", "pickle.loads"),
        ("builtins", "getattr"),
        ("copyreg", "_reconstructor"),
    ],
)
def test_names_beside_the_known_ones_are_refused(tmp_path, module_and_name):
    module, name = module_and_name
    path = tmp_path / "names.bin"
    for protocol_2 in (True, False):
        pickled = (
            b"\x80\x02c%s\n%s\n." % (module.encode(), name.encode())
            if protocol_2
            else b"\x80\x04" + b"".join(b"\x8c%c%s" % (len(s), s.encode()) for s in (module, name)) + b"\x93."
        )
        path.write_bytes(zip_of(pickled))
        assert f"{module}.{name}" in refusal(path)


def test_a_whole_module_is_refused(tmp_path):
    for form in ("zip", "legacy"):
        saved = {"model_pos": torch.nn.Linear(2, 2)}
        assert "torch.nn" in refusal(write(tmp_path / "module.bin", saved, form))


def test_a_compressed_zip_is_not_unpacked(tmp_path):
    path = tmp_path / "bomb.bin"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.pkl", b"\0" * (64 << 20))
    assert path.stat().st_size < 1 << 20
    assert "compressed" in refusal(path)


def test_tensors_larger_than_the_file_are_not_made(tmp_path):
    saved = saved_dict(small_state())
    saved["model_pos"]["GlobalInfo.fc_1.weight"] = torch.ones(1).expand(1 << 40)
    for form in ("zip", "legacy"):
        assert "larger than the file" in refusal(write(tmp_path / "huge.bin", saved, form))


def test_tensors_beyond_their_storage_are_refused(tmp_path):
    path = write(tmp_path / "short.bin", saved_dict(small_state()))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content[:-4] if "/data/" in name else content)
    refusal(path)


@pytest.mark.parametrize("put", [b"r" + struct.pack("<I", (1 << 32) - 1), b"p4000000000\n"])
def test_a_pickle_that_would_fill_the_memory_is_not_read(tmp_path, put):
    path = tmp_path / "memory.bin"
    for content in (zip_of(b"\x80\x02]" + put + b"."), b"\x80\x02]" + put + b"."):
        path.write_bytes(content)
        assert "memory" in refusal(path)


@pytest.fixture(scope="module", params=["zip", "legacy"])
def sound_bytes(request, tmp_path_factory):
    """A sound checkpoint, as small as they come."""
    saved = saved_dict(smallest_state())
    saved["optimizer"] = {}
    path = write(tmp_path_factory.mktemp("sound") / "sound.bin", saved, request.param)
    load_checkpoint(path)
    return path.read_bytes()


def test_a_truncated_file_is_refused_at_every_length(tmp_path, sound_bytes):
    path = tmp_path / "cut.bin"
    lengths = [*range(0, 64), *np.linspace(64, len(sound_bytes) - 1, 60).astype(int), len(sound_bytes) - 1]
    for length in lengths:
        path.write_bytes(sound_bytes[:length])
        refusal(path)


def test_a_damaged_file_is_refused_or_read_but_never_anything_else(tmp_path, sound_bytes):
    draw = random.Random(0)
    path = tmp_path / "damaged.bin"
    for _ in range(40):
        damaged = bytearray(sound_bytes)
        for _ in range(draw.choice([1, 1, 3, 20])):
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        path.write_bytes(damaged)
        assert path.name in verdict(path)


@pytest.mark.filterwarnings("ignore:invalid escape sequence")
def test_damaged_pickles_are_refused_or_read_but_never_anything_else(tmp_path, sound_bytes):
    """As above, within the part that is interpreted, past the zip's checksums."""
    draw = random.Random(1)
    path = tmp_path / "damaged.bin"
    parts = {}
    if sound_bytes[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(sound_bytes)) as archive:
            parts = {n.split("/")[-1]: archive.read(n) for n in archive.namelist() if "/data/" in n}
            pickled = next(archive.read(n) for n in archive.namelist() if n.endswith("data.pkl"))
    else:
        pickled = sound_bytes
    for _ in range(60):
        damaged = bytearray(pickled)
        for _ in range(draw.choice([1, 2, 5])):
            damaged[draw.randrange(min(len(damaged), 6000))] = draw.randrange(256)
        path.write_bytes(zip_of(bytes(damaged), **parts) if parts else damaged)
        assert path.name in verdict(path)


@pytest.mark.filterwarnings("ignore:invalid escape sequence")
def test_random_bytes_are_refused(tmp_path):
    draw = random.Random(2)
    path = tmp_path / "noise.bin"
    for length in range(0, 300):
        start = draw.choice([b"", b"PK\x03\x04", b"\x80\x02", b"\x80\x02}", pickle.dumps({"a": 1})[:-1]])
        path.write_bytes(start + draw.randbytes(length))
        refusal(path)
