"""Packs from folders of recordings, read again by what trains on them."""

from dataclasses import replace

import numpy as np
import pytest
from made_up_recordings import write_acclaim, write_bvh

from core.cli import main
from core.datasets.build import BuildOptions, build_pack, cut_recording, resample, subject_of
from core.datasets.mocap import load_pack
from core.datasets.recordings import Recording, read_recording
from core.errors import BadInput


@pytest.fixture
def folder(tmp_path):
    for number, person in enumerate(("anna", "ben", "cleo", "dan")):
        write_bvh(tmp_path / "raw" / person / "walk.bvh", frames=120 + 30 * number, speed=40 + 10 * number)
    write_acclaim(tmp_path / "raw" / "cmu", frames=240)
    return tmp_path / "raw"


def wave(frames=240, rate=120.0, hz=1.0):
    t = np.arange(frames) / rate
    joints = np.zeros((frames, 17, 3), np.float32)
    joints[..., 2] = np.linspace(0, 1.7, 17)
    joints[:, 10, 0] = 0.3 * np.sin(2 * np.pi * hz * t)
    return Recording("wave", "a", joints, np.tile(np.float32([0, -1, 0]), (frames, 1)), rate)


def test_a_pack_holds_every_subject_once(folder, tmp_path):
    report = build_pack(folder, tmp_path / "pack", BuildOptions(val_subjects=("ben",), test_subjects=("13",)))
    assert report.subjects == {"train": ("anna", "cleo", "dan"), "val": ("ben",), "test": ("13",)}
    assert report.clips == {"train": 3, "val": 1, "test": 1}
    assert report.left_out == ()
    packs = {name: load_pack(tmp_path / "pack" / f"{name}.npz") for name in report.clips}
    assert packs["train"].rate == 50
    assert packs["val"].clip_length.tolist() == [125]  # 149 steps of a 60th: 2.483 s
    assert packs["test"].names.tolist() == ["13_29"]
    assert packs["train"].category.tolist() == ["walk"] * 3
    original = read_recording(folder / "ben" / "walk.bvh", subject="ben")
    path = packs["val"].joints[:, 0, 1]
    assert path[0] - path[-1] == pytest.approx(0.5 * 124 / 50, abs=2e-3)
    assert path.max() == pytest.approx(-path.min(), abs=2e-3), "not in the middle"
    np.testing.assert_allclose(packs["val"].joints[0, :, 2], original.joints[0, :, 2], atol=2e-4)


def test_without_a_choice_those_who_moved_least_are_held_back(folder, tmp_path):
    report = build_pack(folder, tmp_path / "pack", BuildOptions())
    assert [len(report.subjects[name]) for name in ("train", "val", "test")] == [3, 1, 1]
    assert "dan" in report.subjects["train"]


def test_resampling_keeps_a_sine_a_sine():
    found = resample(wave(), 50)
    assert len(found.joints) == 100
    np.testing.assert_allclose(
        found.joints[:, 10, 0], 0.3 * np.sin(2 * np.pi * np.arange(100) / 50), atol=1e-4
    )
    np.testing.assert_allclose(found.head_direction, np.tile([0, -1, 0], (100, 1)), atol=1e-6)


def test_what_was_not_recorded_is_not_made_up():
    recording = wave()
    recording.joints[100:110, 3] = np.nan
    found = resample(recording, 50)
    unknown = np.isnan(found.joints).any(axis=(1, 2))
    assert np.flatnonzero(unknown).tolist() == [
        42,
        43,
        44,
        45,
    ]  # 0.84 to 0.90 s; 100/120 = 0.833, 110/120 = 0.917


def test_a_recording_is_cut_at_gaps_and_jumps():
    recording = resample(wave(600), 50)
    recording.joints[80:90] = np.nan
    recording.joints[170:] += np.float32([2, 0, 0])
    pieces = list(cut_recording(recording, BuildOptions()))
    assert [(piece.name, len(piece.joints)) for piece in pieces] == [
        ("wave@0", 80),
        ("wave@1", 80),
        ("wave@2", 80),
    ]
    for piece in pieces:
        np.testing.assert_allclose(piece.joints[:, 0, :2], 0, atol=1e-6)


def test_pieces_under_a_second_are_left_out():
    recording = resample(wave(), 50)
    recording.joints[40] = np.nan
    assert [len(p.joints) for p in cut_recording(recording, BuildOptions())] == [59]
    assert list(cut_recording(replace(recording, joints=recording.joints[:30]), BuildOptions())) == []


def test_a_bad_file_is_told_and_the_rest_is_used(folder, tmp_path):
    (folder / "eve").mkdir()
    (folder / "eve" / "broken.bvh").write_text("HIERARCHY nothing")
    write_bvh(folder / "eve" / "short.bvh", frames=20)
    report = build_pack(folder, tmp_path / "pack", BuildOptions())
    assert len(report.left_out) == 2
    assert "broken.bvh" in report.left_out[0]
    assert "short.bvh" in report.left_out[1]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (BuildOptions(val_subjects=("zoe",)), "no subject zoe; there are 13, anna, ben"),
        (BuildOptions(val_subjects=("ben",), test_subjects=("ben",)), "cannot be in val and in test"),
    ],
)
def test_a_split_that_makes_no_sense_is_refused(folder, tmp_path, options, said):
    with pytest.raises(BadInput, match=said):
        build_pack(folder, tmp_path / "pack", options)
    assert not (tmp_path / "pack").exists()


def test_a_folder_without_recordings_is_refused(tmp_path):
    with pytest.raises(BadInput, match="holds no recordings"):
        build_pack(tmp_path, tmp_path / "pack", BuildOptions())


def test_subjects_are_told_by_number_or_folder(tmp_path):
    assert subject_of(tmp_path / "09_01.bvh", tmp_path) == "9"
    assert subject_of(tmp_path / "anna" / "walk_fast.bvh", tmp_path) == "anna"
    assert subject_of(tmp_path / "walk.bvh", tmp_path) == "walk"


def test_the_command_says_what_is_in_the_pack(folder, tmp_path, capsys):
    arguments = [
        "dataset",
        "build",
        str(folder),
        "-o",
        str(tmp_path / "pack"),
        "--val",
        "ben",
        "--test",
        "13",
    ]
    assert main(arguments) == 0
    printed = capsys.readouterr().out
    assert "val: 1 clips, 0.0 minutes, subjects ben" in printed
    assert main(["dataset", "build", str(tmp_path / "nothing"), "-o", str(tmp_path / "p")]) == 2
    assert "holds no recordings" in capsys.readouterr().err


def test_a_lifter_can_be_trained_on_a_built_pack(folder, tmp_path):
    import torch

    from core.lifter.spec import LifterSpec
    from core.training.sampler import SamplerOptions, WindowSampler

    build_pack(folder, tmp_path / "pack", BuildOptions())
    sampler = WindowSampler(
        load_pack(tmp_path / "pack" / "train.npz"), LifterSpec(), SamplerOptions(), torch.device("cpu")
    )
    batch = sampler.draw(8, torch.Generator().manual_seed(0))
    assert torch.isfinite(batch.keypoints).all()
    assert batch.joints.abs().amax() < 2
