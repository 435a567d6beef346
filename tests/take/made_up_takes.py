"""A take with something in every field, made without a video or a detector."""

from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import numpy as np
from made_up_people import detections_of, walker

from core.diagnostics.findings import Finding
from core.diagnostics.shift import ShiftRobustness
from core.people import link_people
from core.pose.cleaning import CleaningOptions
from core.pose.records import Flag, Pose
from core.pose.skeleton import HUMANEVA_15
from core.streaming import prepare_person
from core.take import LifterResult, Take
from core.video.records import VideoInfo
from core.world.place import place_in_world
from core.world.records import CameraMotion, Placement, PlacementOptions

FRAMES = 30
FIRST = 100


def made_up_take(video: Path) -> Take:
    """Frames 100 to 129 of a video of 200 with uneven times; two lifters, one of them for HumanEva."""
    rng = np.random.default_rng(0)
    times = np.cumsum(rng.uniform(0.01, 0.05, 200)) - 0.01
    times[0] = 0
    clip_times = times[FIRST : FIRST + FRAMES]
    cleaning = CleaningOptions(smoothing="savgol", window_s=0.2, max_gap_s=0.1, remove_outliers=False)
    is_seen = np.ones(FRAMES, np.bool_)
    is_seen[20:] = False
    detections = detections_of(walker(clip_times), clip_times, is_seen, first_frame=FIRST)
    people = link_people(detections)
    track = prepare_person(people, 1, cleaning)
    return Take(
        video=VideoInfo(
            path=video, width=640, height=480, times=times, duration=float(times[-1]) + 1 / 30,
            nominal_rate=Fraction(30000, 1001), is_variable_rate=True, rotation=90,
            pixel_aspect=Fraction(16, 11), codec="h264", is_mirrored=True, cut_off_frames=7,
        ),
        video_fingerprint={"frames": 200, "bytes": 12345, "sha256": "ab" * 32},
        people=people,
        person=1,
        track=track,
        cleaning=cleaning,
        movement=rng.normal(size=(FRAMES, 17)).astype(np.float32),
        movement_window=27,
        results={
            "rie": made_up_result(track.skeleton, track, "+P-ENH +T-ENH", rng),
            "evä": made_up_result(HUMANEVA_15, track, "baseline", rng),
        },
        findings=(
            Finding("lost", "warning", 3, 5, "The video is damaged here."),
            Finding("padded", "note", 100, 113, "rie: its window reaches over the end.", "rie"),
        ),
        history=("Detected with care.", "Lifted by “Relief”."),
    )  # fmt: skip


def made_up_result(skeleton, track, label, rng) -> LifterResult:
    chosen = [track.skeleton.index(name) for name in skeleton.joints]
    joints = rng.normal(size=(FRAMES, len(skeleton), 3)).astype(np.float32)
    joints[20:] = np.nan
    flags = track.flags[:, chosen] | np.uint8(Flag.PADDED)
    lengths = rng.uniform(size=(FRAMES, 4)).astype(np.float32)
    lengths[:3, 2:] = np.nan
    return LifterResult(
        label=label,
        sha256="cd" * 32,
        window=27,
        pose=Pose(skeleton, track.frames, track.times, joints, track.confidence[:, chosen], flags),
        shift=ShiftRobustness(
            rng.uniform(size=flags.shape).astype(np.float32),
            lengths,
            30 * lengths,
            rng.uniform(size=flags.shape).astype(np.float32),
            reach=0.2,
        ),
    )


def with_placements(take: Take) -> Take:
    """A made-up take with each lifter's pose put into the world; the camera pans."""
    placed = _placements()
    results = {name: replace(result, placement=placed[name]) for name, result in take.results.items()}
    return replace(take, results=results)


@cache
def _placements() -> dict[str, Placement]:
    take = made_up_take(Path())
    motion = CameraMotion(
        "panning", np.linspace((0, 0), (90, 5), FRAMES, dtype=np.float32),
        np.linspace(0, 0.1, FRAMES, dtype=np.float32), False, "It panned.",
    )  # fmt: skip
    options = PlacementOptions(fov_deg=60.0, tilt_pitch_deg=3.0, lift_m=0.1, foot_lock="off")
    return {
        name: place_in_world(result.pose, take.track, options, motion)
        for name, result in take.results.items()
    }
