"""Everybody in a video: a take of each, and the files of all of them or none."""

from dataclasses import replace

import numpy as np
import pytest
from made_up_people import walker

from core.errors import CannotWrite
from core.export.csv_tables import write_csv
from core.export.formats import EXPORT_FORMATS
from core.export.records import ExportFormat
from core.jobs import JobStopped
from core.people import NoSuchPerson
from core.pipeline import process_clip, process_people
from core.take_export import export_takes
from core.take_file import load_take

FRAMES = 30
STEMS = ("clip.person1", "clip.person2")


@pytest.fixture(scope="module")
def options(options):
    return replace(options, detector="pair")


@pytest.fixture(scope="module")
def takes(video, options):
    return process_people(video, options)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_everybody_has_a_take_of_the_same_clip(takes):
    assert [take.person for take in takes] == [1, 2]
    middle = walker(takes[0].track.times, (192, 96)) - (96, 0.8 * 96)
    for take, (x, size) in zip(takes, ((0.2, 1.0), (0.6, 0.8)), strict=True):
        assert take.people.numbers == (1, 2)
        # Cleaning smooths: a pixel of somebody who is 50 high.
        true = middle * size + (x * 192, 0.8 * 96)
        np.testing.assert_allclose(take.track.points, true, atol=1.5)
        assert all(result.pose.is_lifted.all() and result.placement for result in take.results.values())


def test_everybodys_take_is_that_of_a_run_for_one(takes, video, options):
    """Person 1 was lifted while frames came, person 2 at the end; asked for, it is the other way round."""
    alone = process_clip(video, replace(options, person=2))
    assert alone.person == 2
    np.testing.assert_array_equal(alone.track.points, takes[1].track.points)
    for name, result in alone.results.items():
        other = takes[1].results[name]
        np.testing.assert_allclose(other.pose.joints, result.pose.joints, atol=1e-5)
        np.testing.assert_allclose(other.shift.drift_mm, result.shift.drift_mm, atol=0.01)


def test_somebody_who_is_not_there_is_said_with_those_who_are(video, options):
    with pytest.raises(NoSuchPerson, match="no person 7 in this clip; it has 1, 2"):
        process_clip(video, replace(options, person=7))


def test_everybody_gets_files_of_their_own(takes, tmp_path):
    files = export_takes(takes, tmp_path, STEMS, ["csv", "bvh"])
    named = {path.name for file in files for path in (file.path, file.sidecar) if path}
    assert named == set(contents(tmp_path))
    plain = {name for name in named if not name.endswith((".csv.json", ".bvh.json"))}
    assert plain == {
        f"{stem}{end}"
        for stem in STEMS
        for end in (
            ".relief", ".diagnostics.csv", ".baseline.csv", ".rie.csv", ".baseline.bvh", ".rie.bvh",
        )
    }  # fmt: skip
    for person, stem in enumerate(STEMS, 1):
        assert load_take(tmp_path / f"{stem}.relief").person == person
    one, other = ((tmp_path / f"{stem}.rie.bvh").read_text() for stem in STEMS)
    assert one != other


def fail_at_the_second(pose, path, context, options):
    if "person2" in path.name:
        path.write_text("half of it")
        raise CannotWrite(f"Cannot write {path}: the disk is full.")
    return write_csv(pose, path, context, options)


def test_where_one_persons_file_fails_nobody_gets_any(takes, tmp_path, monkeypatch):
    broken = ExportFormat("broken", "fails", ".broken", fail_at_the_second)
    monkeypatch.setitem(EXPORT_FORMATS, "broken", broken)
    with pytest.raises(CannotWrite, match=r"person2.*disk is full"):
        export_takes(takes, tmp_path / "new" / "out", STEMS, ["csv", "broken"])
    assert list(tmp_path.iterdir()) == []
    export_takes(takes, tmp_path, STEMS, ["csv"])
    before = contents(tmp_path)
    changed = [replace(take, history=("another",)) for take in takes]
    with pytest.raises(CannotWrite):
        export_takes(changed, tmp_path, STEMS, ["csv", "broken"])
    assert contents(tmp_path) == before


def test_a_stop_between_two_people_leaves_nothing(takes, tmp_path):
    def stop_at_the_second(stage, done, total):
        if done == total // 2:
            raise JobStopped

    with pytest.raises(JobStopped):
        export_takes(takes, tmp_path / "out", STEMS, ["csv"], report=stop_at_the_second)
    assert list(tmp_path.iterdir()) == []
