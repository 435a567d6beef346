"""Smoothing on the way to a file: as strong as the range allows, and told."""

import json
from dataclasses import replace

import numpy as np
import pytest

from core.export.records import ExportOptions
from core.export.smoothed import smooth_for_export
from core.pose.records import Pose
from core.pose.skeleton import H36M_17


def swinging(frames=200, noise_m=0.01, seed=0):
    """A wrist swings by half a metre at 1 Hz, an ankle by 30 cm; everything trembles."""
    times = np.arange(frames) / 50
    joints = np.random.default_rng(1).uniform(-0.5, 0.5, (1, 17, 3)) * np.ones((frames, 1, 1))
    joints[:, 13, 0] += 0.5 * np.sin(2 * np.pi * times)
    joints[:, 6, 2] += 0.3 * np.sin(2 * np.pi * times)
    joints += np.random.default_rng(seed).normal(0, noise_m, joints.shape)
    return Pose(
        H36M_17, np.arange(frames), times, joints.astype(np.float32), np.ones((frames, 17), np.float32),
        np.zeros((frames, 17), np.uint8), "world",
    )  # fmt: skip


def test_without_smoothing_the_pose_is_the_very_same():
    pose = swinging()
    found, account = smooth_for_export(pose, ExportOptions())
    assert found is pose
    assert account == {}


@pytest.mark.parametrize("method", ["butterworth", "savitzky_golay", "lowess"])
@pytest.mark.parametrize("percent", ["98", "90"])
def test_every_moving_joint_keeps_the_asked_range_and_the_jitter_goes(method, percent):
    pose = swinging()
    found, account = smooth_for_export(pose, ExportOptions(smoothing=method, keep_range=percent))
    wrist = np.ptp(found.joints[:, 13, 0] - found.joints[:, 0, 0])
    assert wrist > float(percent) / 100 * 1.0 * 0.97  # the range that counts is without the tremble's own
    assert account["chosen"]["method"] == method
    assert account["range_kept_percent"]["left_wrist"] >= float(percent)
    assert account["jitter_after_mm"]["head"] < 0.5 * account["jitter_before_mm"]["head"]
    assert abs(account["lag_ms"]["left_wrist"]) < 5  # a quarter of a frame
    json.dumps(account, allow_nan=False)


def test_more_range_kept_means_less_smoothing():
    cutoffs = [
        smooth_for_export(swinging(), ExportOptions(smoothing="butterworth", keep_range=percent))[1]["chosen"]
        for percent in ("99.5", "98", "90")
    ]
    values = [chosen.get("cutoff_hz", np.inf) for chosen in cutoffs]
    assert values[0] > values[1] > values[2]


def test_frames_without_a_pose_stay_without():
    pose = swinging()
    joints = pose.joints.copy()
    joints[60:80] = np.nan
    found, account = smooth_for_export(
        replace(pose, joints=joints), ExportOptions(smoothing="butterworth", keep_range="95")
    )
    assert np.isnan(found.joints[60:80]).all()
    assert np.isfinite(np.delete(found.joints, slice(60, 80), axis=0)).all()
    json.dumps(account, allow_nan=False)


def test_a_clip_without_any_pose_comes_back():
    pose = swinging()
    empty = replace(pose, joints=np.full_like(pose.joints, np.nan))
    assert smooth_for_export(empty, ExportOptions(smoothing="lowess"))[0] is empty
