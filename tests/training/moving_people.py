"""A tiny pack of motion capture, made from sines."""

import numpy as np

from core.datasets.mocap import MocapPack
from core.pose.skeleton import H36M_17

STANDING = {
    "pelvis": (0, 0, 0.95), "hip": (0, 0.1, 0.95), "knee": (0, 0.1, 0.5), "ankle": (0, 0.1, 0.08),
    "spine": (0, 0, 1.2), "thorax": (0, 0, 1.45), "neck": (0, 0, 1.55), "head": (0, 0, 1.65),
    "shoulder": (0, 0.18, 1.42), "elbow": (0, 0.2, 1.14), "wrist": (0, 0.22, 0.88),
}  # fmt: skip
"""Metres forward, left and up."""


def standing_body():
    """(17, 3) of a person who stands upright and looks along x."""
    body = []
    for name in H36M_17.joints:
        x, y, z = STANDING[name.split("_")[-1]]
        body.append((x, -y if name.startswith("right_") else y, z))
    return np.array(body)


def moving_pack(lengths=(60, 45, 30), seed=0):
    """50 Hz clips of a person who walks on the spot while turning slowly.

    Legs and arms swing forward and back, left against right; the pelvis moves along x by 0.5 m/s; every
    clip looks in another direction. The categories are walk, walk, dance, ...
    """
    rng = np.random.default_rng(seed)
    clips, facing = [], []
    for length in lengths:
        t = np.arange(length) / 50
        clip = np.repeat(standing_body()[None], length, axis=0)
        for j, name in enumerate(H36M_17.joints):
            part, side = name.split("_")[-1], {"l": 1, "r": -1}.get(name[0] * ("_" in name), 0)
            reach = {"knee": 0.15, "ankle": 0.25, "elbow": -0.1, "wrist": -0.2}.get(part, 0)
            clip[:, j, 0] += side * reach * np.sin(2 * np.pi * t)
        clip[..., 0] += 0.5 * t[:, None]
        heading = rng.uniform(-np.pi, np.pi) + 0.3 * t
        c, s = np.cos(heading), np.sin(heading)
        turn = np.stack([np.stack([c, -s, 0 * c], -1), np.stack([s, c, 0 * c], -1),
                         np.tile([0.0, 0, 1], (length, 1))], axis=1)  # fmt: skip
        clips.append(np.einsum("tij,tkj->tki", turn, clip))
        facing.append(turn[:, :, 0])
    return MocapPack(
        np.concatenate(clips).astype(np.float32),
        np.concatenate(facing).astype(np.float32),
        np.cumsum([0, *lengths[:-1]]),
        np.array(lengths),
        np.array(["dance" if i % 3 == 2 else "walk" for i in range(len(lengths))]),
        np.array([f"clip {i}" for i in range(len(lengths))]),
        50.0,
        f"fingerprint {lengths} {seed}",
    )


def write_packs(folder):
    """`train.npz` and `val.npz` of `moving_pack`, in the layout that `load_pack` reads."""
    folder.mkdir()
    for name, pack in (("train", moving_pack()), ("val", moving_pack((30, 40), seed=1))):
        np.savez_compressed(
            folder / f"{name}.npz", positions=np.round(pack.joints / 0.0002).astype(np.int16), scale=0.0002,
            head_dir=np.round(pack.head_direction * 127).astype(np.int8), clip_start=pack.clip_start,
            clip_len=pack.clip_length, category=pack.category, name=pack.names, fps=pack.rate,
        )  # fmt: skip
    return folder
