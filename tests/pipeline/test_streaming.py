"""Lifting while detecting must give what lifting afterwards gives."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from made_up_people import detections_of, walker

from core.detectors import join_detections
from core.diagnostics.shift import ShiftOptions, shift_robustness
from core.diagnostics.swaps import flag_swaps
from core.errors import NobodyFound
from core.geometry.image import normalise
from core.jobs import JobStopped, ignore_report
from core.lifter.inference import Lifter
from core.people import choose_subject, link_people
from core.pose.cleaning import CleaningOptions
from core.pose.runs import find_runs
from core.streaming import StreamingLift, prepare_track

SHIFT = ShiftOptions(shifts=2)


@pytest.fixture(scope="module")
def lifters(small_lifters):
    return {name: Lifter.from_file(path, name=name, device="cpu") for name, path in small_lifters.items()}


def even_times(count: int) -> np.ndarray:
    return 3 + np.arange(count) / 30


def irregular_times(count: int) -> np.ndarray:
    return 3 + np.cumsum(np.random.default_rng(1).uniform(0.01, 0.09, count))


def part_of(detections, start, stop):
    """Rows `start` to `stop` of the clip's frames."""
    frames = detections.frames[start:stop]
    rows = slice(*np.searchsorted(detections.row_frames, (frames[0], frames[-1] + 1)))
    return replace(
        detections,
        frames=frames,
        times=detections.times[start:stop],
        row_frames=detections.row_frames[rows],
        points=detections.points[rows],
        confidence=detections.confidence[rows],
        world=detections.world[rows],
        passed_over=np.intersect1d(detections.passed_over, frames),
    )


def seen_all(count):
    return np.ones(count, np.bool_)


def plain():
    times = even_times(400)
    return detections_of(walker(times), times, seen_all(400))


def gaps_and_jumps():
    """Short and long gaps, and joints that jump away for a frame."""
    times = even_times(420)
    points, is_seen = walker(times), seen_all(420)
    for start, stop in ((60, 64), (131, 135), (200, 260), (418, 420)):
        is_seen[start:stop] = False
    rng = np.random.default_rng(0)
    points[rng.integers(0, 420, 15), rng.integers(0, 17, 15)] += 150
    return detections_of(points, times, is_seen)


def every_third_frame():
    """The detector looked at each third frame only; some it lost, and joints jump away."""
    times = even_times(420)
    points, is_looked_at = walker(times), np.arange(420) % 3 == 0
    is_seen = is_looked_at & (np.abs(np.arange(420) - 200) > 9)
    points[[60, 150, 330], 3] += 150
    found = detections_of(points, times, is_seen)
    return replace(found, passed_over=found.frames[~is_looked_at])


def nobody_at_first():
    times = even_times(450)
    return detections_of(walker(times), times, np.arange(450) >= 290)


def irregular():
    times = irregular_times(400)
    return detections_of(walker(times), times, np.arange(400) % 50 < 48)


def shorter_than_a_window():
    times = even_times(5)
    return detections_of(walker(times), times, seen_all(5))


def two_people():
    """A second person, surer but far away, is seen from the middle on."""
    times = even_times(300)
    first = detections_of(walker(times), times, seen_all(300))
    order = np.argsort(np.concatenate([np.arange(300), np.arange(150, 300)]), kind="stable")
    other = 0.5 * walker(times[150:])
    return replace(
        first,
        row_frames=np.concatenate([first.frames, first.frames[150:]])[order],
        points=np.concatenate([first.points, other])[order],
        confidence=np.repeat(np.float32([0.9, 1.0]), (300, 150))[order, None].repeat(17, axis=1),
        world=np.full((450, 17, 3), np.nan, np.float32),
    )


CLIPS = {
    clip.__name__: clip
    for clip in (
        plain,
        gaps_and_jumps,
        every_third_frame,
        nobody_at_first,
        irregular,
        shorter_than_a_window,
        two_people,
    )
}


def lift_in_parts(lifters, detections, cleaning, cuts, report=ignore_report):
    stride = 3 if len(detections.passed_over) else 1
    lifting = StreamingLift(lifters, detections.times, cleaning=cleaning, shift=SHIFT, stride=stride)
    parts = [part_of(detections, start, stop) for start, stop in pairwise(cuts)]
    for part in parts:
        lifting.add(part)
    people = link_people(join_detections(parts))
    track = lifting.finish_all(people, (choose_subject(people),), report)[0].track
    return lifting, track


def lift_afterwards(lifter, track):
    """The joints and the drift of a clip that is there as a whole."""
    points = normalise(track.points, *track.image_size)
    joints = lifter.lift(track).joints
    drift = shift_robustness(
        lifter, points, joints, find_runs(points), window=lifter.spec.window, aspect=480 / 640,
        options=SHIFT, first_frame=int(track.frames[0]),
    )  # fmt: skip
    return joints, drift


def assert_same_as_afterwards(lifters, detections, cleaning, cuts):
    lifting, track = lift_in_parts(lifters, detections, cleaning, cuts)
    whole = flag_swaps(prepare_track(detections, cleaning))
    for name in ("frames", "times", "points", "confidence", "flags"):
        np.testing.assert_array_equal(getattr(track, name), getattr(whole, name), err_msg=name)
    for name, lifter in lifters.items():
        joints, drift = lift_afterwards(lifter, whole)
        assert np.isfinite(joints).any()
        np.testing.assert_allclose(lifting.joints(name), joints, atol=1e-5)
        np.testing.assert_array_equal(lifting.shift(name).lengths, drift.lengths)
        for kind in ("drifts_mm", "joint_drift_mm", "drift_mm"):
            np.testing.assert_allclose(
                getattr(lifting.shift(name), kind), getattr(drift, kind), atol=0.01, err_msg=kind
            )


def test_runs_of_several_people_share_a_batch_and_give_what_each_gives_alone(lifters, monkeypatch):
    times = even_times(60)
    people = [normalise(walker(times + phase), 640, 480) for phase in (0, 0.3, 0.7)]
    runs = [(people[0], 5, 45), (people[1], 0, 40), (people[2], 50, 60), (people[2][:20], 0, 20)]
    sizes = []
    try_batch = Lifter._try_batch

    def watch(lifter, seen):
        sizes.append(len(seen))
        return try_batch(lifter, seen)

    monkeypatch.setattr(Lifter, "_try_batch", watch)
    for lifter in lifters.values():
        sizes.clear()
        together = lifter.lift_runs(runs, focal=1.5)
        assert sizes == [2, 1, 1]
        for (points, start, stop), joints in zip(runs, together, strict=True):
            alone = lifter.lift_run(points, start, stop, focal=1.5)
            np.testing.assert_allclose(joints, alone, atol=1e-6)


def random_cuts(count: int, seed: int) -> list[int]:
    rng = np.random.default_rng(seed)
    inner = rng.choice(np.arange(1, count), size=min(count - 1, int(rng.integers(2, 40))), replace=False)
    return [0, *sorted(inner.tolist()), count]


@pytest.mark.parametrize("clip", CLIPS)
def test_parts_of_any_size_give_what_the_whole_clip_gives(lifters, clip):
    detections = CLIPS[clip]()
    cuts = random_cuts(len(detections), seed=list(CLIPS).index(clip))
    assert_same_as_afterwards(lifters, detections, CleaningOptions(), cuts)


@pytest.mark.parametrize("smoothing", ["light", "butterworth", "savgol"])
def test_smoothing_makes_no_difference(lifters, smoothing):
    detections = gaps_and_jumps()
    cuts = random_cuts(len(detections), 5)
    assert_same_as_afterwards(lifters, detections, CleaningOptions(smoothing=smoothing), cuts)


def test_frame_after_frame_gives_what_the_whole_clip_gives(lifters):
    detections = gaps_and_jumps()
    assert_same_as_afterwards(lifters, detections, CleaningOptions(max_gap_s=0.5), [*range(421)])


def test_most_of_a_long_clip_is_lifted_before_its_end_is_known(lifters):
    detections = plain()
    lifting = StreamingLift(lifters, detections.times, cleaning=CleaningOptions(), shift=SHIFT)
    for start in range(0, 400, 50):
        lifting.add(part_of(detections, start, start + 50))
    assert np.isfinite(lifting.joints("rie")).all(axis=(1, 2)).sum() > 200


def test_nobody_anywhere_is_said_at_the_end(lifters):
    times = even_times(300)
    detections = detections_of(walker(times), times, np.zeros(300, np.bool_))
    with pytest.raises(NobodyFound, match="300 frames"):
        lift_in_parts(lifters, detections, CleaningOptions(), [0, 150, 300])


def test_what_is_left_to_lift_can_be_stopped(lifters):
    def stop(stage, done, total):
        raise JobStopped

    with pytest.raises(JobStopped):
        lift_in_parts(lifters, plain(), CleaningOptions(), [0, 400], stop)
