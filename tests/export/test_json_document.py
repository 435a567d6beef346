import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from export_motions import CONTEXT, pose_of, walk, without_frames

from core.errors import BadInput
from core.export.bvh_writer import write_bvh
from core.export.json_document import read_json, write_json
from core.export.sidecar import write_sidecar
from core.pose.records import Flag
from core.pose.skeleton import H36M_17


def strict(path):
    def refuse(word):
        raise AssertionError(f"{word} is not JSON")

    return json.loads(path.read_text(encoding="utf-8"), parse_constant=refuse)


@pytest.mark.parametrize("count", [0, 1, 2, 40])
def test_writing_and_reading_gives_the_same_pose(tmp_path, count):
    pose = pose_of(walk(count), first_frame=3)
    pose = without_frames(pose, 1) if count > 1 else pose
    read_back = write_json(pose, tmp_path / "a.json", CONTEXT)
    read = read_json(tmp_path / "a.json")
    np.testing.assert_allclose(read.joints, pose.joints, atol=1e-6)
    np.testing.assert_allclose(read.times, pose.times, atol=1e-9)
    np.testing.assert_array_equal(read.frames, pose.frames)
    np.testing.assert_array_equal(read.flags, pose.flags)
    assert read.skeleton == H36M_17
    assert read_back.frames == count


def test_it_says_where_it_comes_from_and_what_it_means(tmp_path):
    context = replace(CONTEXT, nominal_rate=Fraction(30000, 1001), rate_source="the user")
    write_json(without_frames(pose_of(walk(3)), 1), tmp_path / "a.json", context)
    document = strict(tmp_path / "a.json")
    assert document["rate"]["numerator"] == 30000
    assert document["rate"]["from"] == "the user"
    assert document["lifter"]["sha256"] == "ab" * 32
    assert document["axes"]["y"] == "up"
    assert document["units"]["joints_m"] == "metres"
    assert document["skeleton"]["joints"] == list(H36M_17.joints)
    assert document["skeleton"]["parents"] == list(H36M_17.parents)
    assert document["flags"]["outside"] == Flag.OUTSIDE
    assert document["versions"]["relief"]
    assert document["frames"][1]["joints_m"] == [None] * 17
    assert len(document["frames"][0]["joints_m"]) == 17


def test_nothing_lifted_is_a_document_of_nulls(tmp_path):
    read_back = write_json(without_frames(pose_of(walk(2)), 0, 1), tmp_path / "a.json", CONTEXT)
    strict(tmp_path / "a.json")
    assert read_back.error is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "relief pose", "format_version": 99}'])
def test_another_document_is_refused(tmp_path, text):
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(BadInput, match=r"a\.json"):
        read_json(tmp_path / "a.json")


def test_the_sidecar_says_what_bvh_cannot(tmp_path):
    pose = without_frames(pose_of(walk(10), first_frame=5), 3)
    read_back = write_bvh(pose, tmp_path / "walk.bvh", CONTEXT)
    path = write_sidecar(tmp_path / "walk.bvh", pose, CONTEXT, read_back)
    assert path == tmp_path / "walk.bvh.json"
    document = strict(path)
    assert document["export"] == "walk.bvh"
    assert document["read_back"]["held_frames"] == [[8, 8]]
    assert "centimetres" in document["read_back"]["notes"][0]
    assert document["read_back"]["rate"] == "25"
    assert "frames" not in document
