"""Lifting whole tracks: ends, holes, mirrors, batches and devices."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from small_lifters import VARIANTS, random_lifter, random_network, random_points, small_spec, track_of

from core.errors import NotInstalled
from core.lifter import inference
from core.lifter.checkpoint import Checkpoint
from core.lifter.inference import Lifter, choose_device
from core.lifter.network import fold_batch_norm
from core.pose.mapping import select_joints
from core.pose.records import Flag
from core.pose.runs import find_runs
from core.pose.skeleton import COCO_17, H36M_17, HUMANEVA_15

PRECISIONS = ("float32", "bfloat16", "auto")
BOTH_FORMS = pytest.mark.parametrize("variant", ["P", "P and T"], ids=["dilated", "strided"])


def lifter_of(variant, **changes):
    return random_lifter(small_spec(**VARIANTS[variant], **changes))


def mirrored(points, skeleton=H36M_17):
    flipped = points[:, list(skeleton.mirror)].copy()
    flipped[..., 0] *= -1
    return flipped


def lift_naively(spec, points):
    """One window at a time, in its strided form, with its mirror image."""
    network = random_network(spec)
    margin, joints = spec.window // 2, []
    for c in range(len(points)):
        window = np.stack([
            points[min(max(t, 0), len(points) - 1)] for t in range(c - margin, c + margin + 1)
        ])  # fmt: skip
        images = [window, mirrored(window, spec.skeleton)]
        first, second = (network(torch.from_numpy(w)[None])[0].numpy() for w in images)
        mean = (first + mirrored(second[None], spec.skeleton)[0]) / 2
        joints.append(mean - mean[0])
    return np.stack(joints)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_frame_is_lifted_as_one_window_with_its_mirror_image(variant):
    spec = small_spec(**VARIANTS[variant])
    points = random_points(5, 17)
    lifted = random_lifter(spec).lift_run(points)
    np.testing.assert_allclose(lifted, lift_naively(spec, points), atol=1e-5)
    assert lifted.dtype == np.float32
    assert lifted.std() > 0.01


@BOTH_FORMS
def test_parts_of_a_run_lift_as_the_whole(variant):
    lifter, points = lifter_of(variant), random_points(70, 17)
    whole = lifter.lift_run(points)
    for start, stop in [(0, 70), (0, 1), (69, 70), (3, 40), (40, 68), (12, 12)]:
        part = lifter.lift_run(points, start, stop)
        assert part.shape == (stop - start, 17, 3)
        np.testing.assert_allclose(part, whole[start:stop], atol=1e-5)


@BOTH_FORMS
def test_no_frames_lift_to_no_joints(variant):
    lifter = lifter_of(variant)
    assert lifter.lift_run(random_points(0, 17)).shape == (0, 17, 3)
    assert lifter.lift_run(random_points(5, 17), 3, 2).shape == (0, 17, 3)


@BOTH_FORMS
def test_the_ends_are_padded_by_repeating_the_end_frames(variant):
    lifter, points = lifter_of(variant), random_points(30, 17)
    margin = lifter.spec.window // 2
    padded = np.concatenate([points[:1]] * margin + [points] + [points[-1:]] * margin)
    np.testing.assert_allclose(
        lifter.lift_run(points), lifter.lift_run(padded, margin, margin + 30), atol=1e-5
    )


@BOTH_FORMS
@pytest.mark.parametrize("skeleton", [H36M_17, HUMANEVA_15], ids=lambda s: s.name)
def test_mirrored_input_gives_mirrored_output(variant, skeleton):
    lifter = lifter_of(variant, skeleton_name=skeleton.name)
    points = random_points(20, len(skeleton))
    lifted = lifter.lift_run(points)
    np.testing.assert_allclose(
        lifter.lift_run(mirrored(points, skeleton)), mirrored(lifted, skeleton), atol=1e-5
    )


@BOTH_FORMS
def test_a_shift_moves_every_keypoint(variant):
    lifter, points = lifter_of(variant), random_points(20, 17)
    shifts = np.array([[0.1, -0.2], [0, 0], [-0.3, 0.1]], np.float32)
    moved = lifter.lift_shifted(points, 3, 15, shifts)
    for shift, lifted in zip(shifts, moved, strict=True):
        np.testing.assert_allclose(lifted, lifter.lift_run(points + shift, 3, 15), atol=1e-5)
    assert np.abs(moved[0] - moved[1]).max() > 1e-3


@BOTH_FORMS
def test_many_shifts_of_many_frames_take_several_batches(variant, monkeypatch):
    lifter, points = lifter_of(variant), random_points(40, 17)
    shifts = np.random.default_rng(1).uniform(-0.2, 0.2, (5, 2))
    together = lifter.lift_shifted(points, 0, 40, shifts)
    for batch in (7, 40, 85, 199):
        monkeypatch.setattr(lifter, "_batch", batch)
        np.testing.assert_allclose(lifter.lift_shifted(points, 0, 40, shifts), together, atol=1e-5)
    assert lifter.lift_shifted(points, 0, 40, np.zeros((0, 2))).shape == (0, 40, 17, 3)


@BOTH_FORMS
def test_the_root_is_exactly_zero(variant):
    assert not lifter_of(variant).lift_run(random_points(20, 17))[:, 0].any()


@BOTH_FORMS
def test_a_track_is_lifted_from_pixels_of_any_picture(variant):
    lifter, points = lifter_of(variant), random_points(20, 17)
    lifted = lifter.lift_run(points)
    for width, height in [(640, 480), (1080, 1920)]:
        x = (points[..., 0] + 1) * width / 2
        y = (points[..., 1] + height / width) * width / 2
        pose = lifter.lift(track_of(np.stack([x, y], -1), H36M_17, (width, height)))
        np.testing.assert_allclose(pose.joints, lifted, atol=1e-4)
        assert pose.coordinates == "camera"
        assert pose.frames.tolist() == list(range(5, 25))


@BOTH_FORMS
def test_a_hole_parts_the_track_into_runs_that_know_nothing_of_each_other(variant):
    lifter = lifter_of(variant)
    points = random_points(60, 17) * 200 + 300
    points[20:23, 4] = np.nan
    points[40, 9, 1] = np.nan
    pose = lifter.lift(track_of(points, H36M_17))
    assert np.flatnonzero(~pose.is_lifted).tolist() == [20, 21, 22, 40]
    assert np.isnan(pose.joints[[20, 21, 22, 40]]).all()
    for start, stop in [(0, 20), (23, 40), (41, 60)]:
        alone = lifter.lift(track_of(points[start:stop], H36M_17))
        np.testing.assert_allclose(pose.joints[start:stop], alone.joints, atol=1e-5)


def test_flags_tell_padding_and_holes_and_keep_what_was_known():
    lifter = lifter_of("P")
    points = random_points(100, 17) * 200 + 300
    points[60] = np.nan
    track = track_of(points, H36M_17)
    track.flags[50, 3] = Flag.OUTLIER
    pose = lifter.lift(track)
    padded = (pose.flags & Flag.PADDED) != 0
    expected = [*range(13), *range(47, 60), *range(61, 74), *range(87, 100)]
    assert np.flatnonzero(padded.all(axis=1)).tolist() == expected
    assert np.flatnonzero(padded.any(axis=1)).tolist() == expected
    assert np.flatnonzero(((pose.flags & Flag.MISSING) != 0).all(axis=1)).tolist() == [60]
    assert pose.flags[50, 3] == Flag.OUTLIER | Flag.PADDED
    assert not track.flags[60].any()


def test_a_track_without_any_whole_frame_has_no_pose():
    points = random_points(5, 17)
    points[:, 2] = np.nan
    pose = lifter_of("P").lift(track_of(points, H36M_17))
    assert not pose.is_lifted.any()
    assert ((pose.flags & Flag.MISSING) != 0).all()


def test_one_frame_is_lifted_as_a_still():
    lifter, points = lifter_of("P and T"), random_points(1, 17)
    still = np.repeat(points, 60, axis=0)
    np.testing.assert_allclose(lifter.lift_run(points)[0], lifter.lift_run(still)[30], atol=1e-5)


def test_a_lifter_of_15_joints_takes_them_by_name():
    lifter = lifter_of("P and T", skeleton_name="humaneva-15")
    points = random_points(20, 17) * 200 + 300
    pose = lifter.lift(track_of(points, H36M_17))
    assert pose.skeleton == HUMANEVA_15
    named = points[:, [H36M_17.index(name) for name in HUMANEVA_15.joints]]
    np.testing.assert_array_equal(pose.joints, lifter.lift(track_of(named, HUMANEVA_15)).joints)


def test_what_a_detector_saw_is_brought_to_the_lifters_joints():
    lifter = lifter_of("P and T")
    track = track_of(random_points(20, 17) * 200 + 300, COCO_17)
    pose = lifter.lift(track)
    assert pose.skeleton == H36M_17
    np.testing.assert_array_equal(pose.joints, lifter.lift(select_joints(track, H36M_17)).joints)


@pytest.mark.parametrize("error", [torch.OutOfMemoryError("CUDA out of memory"),
                                   RuntimeError("DefaultCPUAllocator: can't allocate memory")],
                         ids=["cuda", "cpu"])  # fmt: skip
@BOTH_FORMS
def test_batches_are_halved_until_memory_suffices(variant, error, monkeypatch):
    lifter, points = lifter_of(variant), random_points(300, 17)
    whole = lifter.lift_run(points)
    network, tried = lifter._network, []
    lift = network.lift

    def limited(seen):
        frames = seen.shape[1] - lifter.spec.window + 1
        tried.append(frames)
        if frames > 40:
            raise error
        return lift(seen)

    monkeypatch.setattr(network, "lift", limited)
    np.testing.assert_allclose(lifter.lift_run(points), whole, atol=1e-5)
    assert tried[:5] == [300, 150, 75, 37, 37]
    tried.clear()
    lifter.lift_run(points)
    assert max(tried) == 37  # it remembers


def test_a_frame_that_does_not_fit_into_memory_at_all_is_an_error(monkeypatch):
    lifter = lifter_of("P and T")

    def never(_):
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(lifter._network, "lift", never)
    with pytest.raises(torch.OutOfMemoryError):
        lifter.lift_run(random_points(9, 17))


def test_other_errors_of_the_network_are_not_swallowed(monkeypatch):
    lifter = lifter_of("P and T")

    def broken(_):
        raise RuntimeError("shapes cannot be multiplied")

    monkeypatch.setattr(lifter._network, "lift", broken)
    with pytest.raises(RuntimeError, match="multiplied"):
        lifter.lift_run(random_points(9, 17))


def test_cuda_in_vain_is_said_in_plain_words(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(NotInstalled, match="--device cpu"):
        choose_device("cuda")
    assert choose_device("auto").type == choose_device("cpu").type == "cpu"


@BOTH_FORMS
def test_folding_the_normalisations_into_the_layers_changes_nothing(variant):
    spec = lifter_of(variant).spec
    network = random_network(spec)
    windows = torch.randn(6, spec.window, 17, 2)
    with torch.inference_mode():
        plain = network(windows)
        fold_batch_norm(network)
        assert not any(isinstance(module, torch.nn.BatchNorm1d) for module in network.modules())
        torch.testing.assert_close(network(windows), plain, rtol=1e-4, atol=1e-4)


def test_loading_a_lifter_leaves_the_callers_weights_alone():
    spec = small_spec()
    weights = random_network(spec).state_dict()
    before = {n: t.clone() for n, t in weights.items()}
    Lifter(Checkpoint(spec, weights), "a", torch.device("cpu")).lift_run(random_points(30, 17))
    assert all(torch.equal(weights[n], before[n]) for n in before)


@pytest.fixture
def pretend_bfloat16(monkeypatch):
    """Any processor can compute in bfloat16, only not fast."""
    monkeypatch.setattr(inference, "has_bfloat16", lambda device: True)


@BOTH_FORMS
def test_bfloat16_is_taken_where_it_does_no_harm(variant, pretend_bfloat16):
    spec, points = small_spec(**VARIANTS[variant]), random_points(90, 17)
    tame = shrunk(random_network(spec).state_dict(), 0.01)
    lifters = {p: Lifter(Checkpoint(spec, tame), "a", torch.device("cpu"), p) for p in PRECISIONS}
    exact, half, auto = (lifters[p].lift_run(points) for p in PRECISIONS)
    assert 0 < np.linalg.norm(half - exact, axis=-1).mean() < 0.5e-3
    np.testing.assert_array_equal(auto, half)


@BOTH_FORMS
def test_bfloat16_is_left_where_it_moves_the_joints(variant, pretend_bfloat16):
    spec, points = small_spec(**VARIANTS[variant]), random_points(90, 17)
    wild = shrunk(random_network(spec).state_dict(), 100)
    lifters = {p: Lifter(Checkpoint(spec, wild), "a", torch.device("cpu"), p) for p in PRECISIONS}
    exact, half, auto = (lifters[p].lift_run(points) for p in PRECISIONS)
    assert np.linalg.norm(half - exact, axis=-1).mean() > 0.5e-3
    np.testing.assert_array_equal(auto, exact)


def shrunk(weights, factor):
    """A network whose poses are so many times as large."""
    last = [n for n in weights if n.startswith("decoders") and ".leave." in n]
    return {n: w * factor if n in last else w for n, w in weights.items()}


def test_bfloat16_in_vain_is_said_in_plain_words(monkeypatch):
    monkeypatch.setattr(inference, "has_bfloat16", lambda device: False)
    with pytest.raises(NotInstalled, match="bfloat16"):
        Lifter(checkpoint_of(small_spec()), "a", torch.device("cpu"), "bfloat16")
    auto = Lifter(checkpoint_of(small_spec()), "a", torch.device("cpu"))
    points = random_points(20, 17)
    np.testing.assert_array_equal(auto.lift_run(points), random_lifter(small_spec()).lift_run(points))


def checkpoint_of(spec):
    return Checkpoint(spec, random_network(spec).state_dict())


def test_runs_are_where_every_joint_is_known():
    points = random_points(10, 17)
    points[[0, 4, 5], [3, 0, 16], 1] = np.nan
    assert find_runs(points) == [(1, 4), (6, 10)]
    assert find_runs(points[:0]) == []
    assert find_runs(points[:1]) == []
    assert find_runs(points[1:4]) == [(0, 3)]


def test_the_lifter_does_not_change_the_track():
    track = track_of(random_points(20, 17), H36M_17)
    before = replace(track, points=track.points.copy(), flags=track.flags.copy())
    lifter_of("P").lift(track)
    np.testing.assert_array_equal(track.points, before.points)
    np.testing.assert_array_equal(track.flags, before.flags)
