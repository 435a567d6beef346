"""What is shown while a clip is processed is what its take will say, as far as it goes."""

import numpy as np
import pytest

import core.preview
from core.errors import NobodyFound
from core.pipeline import ProcessOptions, process_clip

FRAMES = 400


def test_previews_grow_and_agree_with_the_take_where_they_are_filled(video, options, monkeypatch):
    monkeypatch.setattr(core.preview, "_LEAST_PAUSE_S", 0.0)
    monkeypatch.setattr(core.preview, "_LARGEST_SHARE", np.inf)
    monkeypatch.setenv("RELIEF_TEST_SECONDS", "0.005")
    seen = []
    take = process_clip(video, options, preview=seen.append)
    lengths = [len(preview.track) for preview in seen]
    assert len(seen) > 2
    assert lengths == sorted(lengths)
    last = seen[-1]
    np.testing.assert_allclose(last.track.points[:100], take.track.points[:100], atol=1e-3)
    for name, result in take.results.items():
        shown = last.results[name].pose
        assert shown.is_lifted.sum() >= 128  # 3D fills in behind the keypoints
        np.testing.assert_array_equal(shown.joints[:100], result.pose.joints[:100])


def test_a_preview_is_not_touched_by_what_comes_later(video, options, monkeypatch):
    monkeypatch.setattr(core.preview, "_LEAST_PAUSE_S", 0.0)
    monkeypatch.setattr(core.preview, "_LARGEST_SHARE", np.inf)
    kept = []

    def show(preview):
        kept.append((preview, [r.pose.is_lifted.sum() for r in preview.results.values()]))

    process_clip(video, options, preview=show)
    for preview, lifted in kept:
        assert [r.pose.is_lifted.sum() for r in preview.results.values()] == lifted


def test_previews_keep_their_distance(video, options, monkeypatch):
    monkeypatch.setattr(core.preview, "_LEAST_PAUSE_S", 3600.0)
    seen = []
    process_clip(video, options, preview=seen.append)
    assert len(seen) == 1


def test_nothing_is_shown_before_anybody_is_seen(video, options):
    blind = ProcessOptions(detector="blind", lifters=options.lifters, device="cpu")
    seen = []
    with pytest.raises(NobodyFound):
        process_clip(video, blind, preview=seen.append)
    assert seen == []
