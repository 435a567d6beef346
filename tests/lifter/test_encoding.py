import math

import numpy as np
import pytest
import torch
from small_lifters import small_spec

from core.lifter.encoding import encode, encode_positions, encode_times

OPERATORS = ("subtract", "inner", "cross", "cosine", "subtract_square", "subtract_81")


def windows(frames=5, count=2, joints=17, seed=0):
    return torch.from_numpy(np.random.default_rng(seed).normal(size=(count, frames, joints, 2)))


def relate(k, c, operator):
    """One keypoint related to itself in the current frame, in plain numbers."""
    (x, y), (cx, cy) = k, c
    if operator == "inner":
        return [x * cx + y * cy]
    if operator == "cross":
        return [x * cy - y * cx]
    if operator == "cosine":
        return [(x * cx + y * cy) / (math.hypot(x, y) * math.hypot(cx, cy))]
    difference = [x - cx, y - cy]
    if operator == "subtract_square":
        return [*difference, difference[0] ** 2, difference[1] ** 2]
    return difference


@pytest.mark.parametrize("operator", OPERATORS)
def test_each_operator_relates_every_keypoint_to_the_middle_frame(operator):
    k = windows()
    encoded = encode_times(k, operator)
    for n in range(2):
        for t in range(5):
            for j in range(17):
                naive = relate(k[n, t, j].tolist(), k[n, 2, j].tolist(), operator)
                assert encoded[n, t, j].tolist() == pytest.approx(naive, abs=1e-12)


def test_positions_are_relative_to_the_root_of_their_own_frame():
    k = windows()
    encoded = encode_positions(k)
    for n in range(2):
        for t in range(5):
            for j in range(17):
                (x, y), (root_x, root_y) = k[n, t, j].tolist(), k[n, t, 0].tolist()
                naive = [x - root_x, y - root_y]
                assert encoded[n, t, j].tolist() == pytest.approx(naive)


def test_a_shift_of_everything_changes_neither_encoding():
    k, shift = windows(27), torch.tensor([0.17, -0.08])
    torch.testing.assert_close(encode_positions(k + shift), encode_positions(k))
    for operator in ("subtract", "subtract_square", "subtract_81"):
        torch.testing.assert_close(encode_times(k + shift, operator), encode_times(k, operator))


def test_a_shift_in_time_changes_only_what_relates_frames():
    k = windows(27)
    moving = k + torch.linspace(0, 1, 27, dtype=k.dtype)[None, :, None, None]
    torch.testing.assert_close(encode_positions(moving), encode_positions(k))
    assert not torch.allclose(encode_times(moving, "subtract"), encode_times(k, "subtract"))


@pytest.mark.parametrize("frames", [27, 81])
def test_81_frames_are_the_whole_of_a_window_that_is_no_longer(frames):
    k = windows(frames)
    torch.testing.assert_close(encode_times(k, "subtract_81"), encode_times(k, "subtract"))


def test_81_frames_are_the_middle_of_a_longer_window():
    k = windows(243)
    encoded, whole = encode_times(k, "subtract_81"), encode_times(k, "subtract")
    torch.testing.assert_close(encoded[:, 81:162], whole[:, 81:162])
    assert not encoded[:, :81].any()
    assert not encoded[:, 162:].any()
    assert whole[:, [80, 162]].all()


def test_channels_are_all_of_k_then_all_of_k_p_then_all_of_k_t_joint_by_joint():
    k = windows(27)
    spec = small_spec(has_positional=True, temporal="subtract")
    arm = encode(k, spec)[list(spec.groups).index("right_arm")]
    naive = []
    for joint in (14, 15, 16):
        naive += k[1, 4, joint].tolist()
    for joint in (14, 15, 16):
        naive += (k[1, 4, joint] - k[1, 4, 0]).tolist()
    for joint in (14, 15, 16):
        naive += (k[1, 4, joint] - k[1, 13, joint]).tolist()
    assert arm[1, 4].tolist() == pytest.approx(naive)


@pytest.mark.parametrize("skeleton", ["h36m-17", "humaneva-15"])
@pytest.mark.parametrize("operator", [None, *OPERATORS])
def test_as_many_channels_come_out_as_the_spec_says(skeleton, operator):
    spec = small_spec(skeleton_name=skeleton, temporal=operator, has_positional=True)
    parts = encode(windows(27, joints=len(spec.skeleton)), spec)
    sizes = [spec.channels_per_joint * len(joints) for joints in spec.groups.values()]
    assert [part.shape for part in parts] == [(2, 27, size) for size in sizes]
