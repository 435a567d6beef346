"""Whatever a keypoint file holds: a sentence that says what is wrong, or keypoints; nothing else."""

import json
import pickle
import shutil
import warnings
import zipfile

import h5py
import numpy as np
import person_files as files
import pytest

from core.apart import read_apart
from core.detectors.keypoint_files import KeypointSource, h36m_npz, keypoint_detector, opening
from core.detectors.keypoint_files.formats import read_keypoint_file
from core.errors import BadInput

HDF5 = ("deeplabcut-hdf5", "deeplabcut-hdf5-many", "sleap-hdf5", "sleap-project")

pytestmark = pytest.mark.usefixtures("hdf5_read_here")


@pytest.fixture
def refusal(make_info):
    """The sentence with which a file is refused."""

    def refuse(path, info=None, **choices) -> str:
        with pytest.raises(BadInput) as caught:
            keypoint_detector(KeypointSource(path, **choices), info or make_info())
        text = str(caught.value)
        assert str(path) in text or "format" in choices
        assert text[-1] in ".?"
        assert text[-2].isalnum() or text[-2] in "')"
        assert "\n" not in text
        return text

    return refuse


@pytest.fixture
def results(tmp_path):
    """Writes COCO results after `change` was made to the list of people."""

    def write(change=lambda people: None):
        people = files.coco_results(files.coco_person())
        change(people)
        return files.write_json(tmp_path / "a.json", people)

    return write


def set_cell(place: int, value):
    def change(people) -> None:
        people[5]["keypoints"][place] = value

    return change


def test_a_file_longer_than_the_video_is_refused(results, refusal, make_info):
    text = refusal(results(), make_info(frames=11))
    assert "frames 0 to 11" in text
    assert "the video has 11 frames" in text


def test_frames_of_nobody_beyond_the_videos_end_are_of_another_video_too(tmp_path, refusal):
    folder = files.write_openpose(tmp_path / "json", files.coco_person())
    files.write_json(folder / "walk_000000000020_keypoints.json", {"version": 1.3, "people": []})
    assert "frames 0 to 20" in refusal(folder)


def test_a_shorter_file_says_how_far_it_goes(results, make_info):
    def cut(people):
        del people[9:]

    entry = keypoint_detector(KeypointSource(results(cut)), make_info())
    assert "somebody in 9 of 12 frames (0 to 8)" in entry.version()


def test_frames_counted_from_1_are_refused_until_the_user_says_so(results, refusal, make_info):
    def count_from_1(people):
        for one in people:
            one["image_id"] += 1

    path = results(count_from_1)
    assert "--keypoints-first 1" in refusal(path)
    entry = keypoint_detector(KeypointSource(path, first=1), make_info())
    assert "12 of 12 frames (0 to 11)" in entry.version()


def test_frames_before_the_videos_first_are_refused(results, refusal):
    assert "frames 0 to 11" in refusal(results(), first=3)


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), 1e30, -1e7])
def test_points_out_of_this_world_are_refused(value, results, refusal):
    assert "a million pixels" in refusal(results(set_cell(0, value)))


def test_infinite_confidence_is_refused(results, refusal):
    assert "infinite" in refusal(results(set_cell(2, float("inf"))))


def test_coordinates_from_0_to_1_are_refused(tmp_path, refusal):
    person = files.coco_person() / 640
    assert "Write it with pixels" in refusal(files.write_coco_results(tmp_path / "a.json", person))


def test_metres_in_a_trc_are_refused(tmp_path, refusal):
    path = files.write_trc(tmp_path / "a.trc", files.coco_person() / 300)
    assert "Write it with pixels" in refusal(path)


def test_keypoints_of_a_larger_picture_are_refused(results, refusal, make_info):
    text = refusal(results(), make_info(size=(160, 120)))
    assert "160 x 120" in text
    assert "another size" in text


def test_a_crowd_of_thousands_is_refused(results, refusal):
    def crowd(people):
        people += [people[3]] * 3000

    assert "more than 200 people in one frame" in refusal(results(crowd))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda people: people[5]["keypoints"].pop(), "50 numbers instead of 51"),
        (lambda people: people[5].pop("keypoints"), "it lacks 'keypoints'"),
        (lambda people: people[5].update(image_id=None), "None is no number of a picture"),
        (lambda people: people[5].update(image_id="walk"), "'walk' has no frame number"),
        (lambda people: people[5].update(image_id=10**30), "too large"),
        (lambda people: people[5].update(keypoints="abc" * 17), "is no number"),
        (lambda people: people[5]["keypoints"].__setitem__(0, {}), "is no number"),
        (lambda people: people[5]["keypoints"].__setitem__(0, [1, 2]), "is no number"),
        (lambda people: people.clear(), "looks like none of openpose, coco,"),
        (lambda people: people.__setitem__(5, 7), "not subscriptable"),
        (lambda people: [one.update(keypoints=one["keypoints"][:45]) for one in people], "15 keypoints"),
        (lambda people: [one.update(keypoints=[0] * 51) for one in people], "it holds nobody"),
    ],
)
def test_damaged_results_are_refused(change, words, results, refusal):
    assert words in refusal(results(change))


def test_missing_files_and_unknown_formats_are_refused(tmp_path, results, refusal):
    assert "there is no such file" in refusal(tmp_path / "none.json")
    assert "known: openpose, coco," in refusal(results(), format="openpsoe")
    assert "cannot be read as deeplabcut" in refusal(results(), format="deeplabcut")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "looks like none of"),
        (b"hello\n", "looks like none of"),
        (b"{}", "looks like none of"),
        (b"[[[[", "damaged or was cut off"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"version": 1.3, "people": []}', "Give the folder"),
        (b"\x89HDF\r\n\x1a\n" + b"\0" * 100, "its HDF5 is damaged or was cut off"),
        (pickle.dumps({"joints": [1.0]}, protocol=4), "no text"),
        (b"\0" * 100, "no text"),
        (b"PK\x03\x04 no zip", "not a zip"),
        (b"[" + b"9" * 5000 + b"]", "4300"),
        (b'["\xff\xfe"]', "UTF-8"),
    ],
)
def test_files_of_something_else_are_refused(content, words, tmp_path, refusal):
    path = tmp_path / "a.json"
    path.write_bytes(content)
    assert words in refusal(path)


def test_folders_that_are_no_openpose_are_refused(tmp_path, refusal):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "holds no .json files" in refusal(empty)
    folder = files.write_openpose(tmp_path / "json", files.coco_person())
    files.write_json(folder / "notes.json", {})
    assert "notes.json has no frame number" in refusal(folder)


def test_two_videos_in_one_folder_are_refused(tmp_path, refusal):
    folder = files.write_openpose(tmp_path / "json", files.coco_person())
    for file in files.write_openpose(tmp_path / "more", files.coco_person(), stem="run").iterdir():
        shutil.copy(file, folder)
    assert "two of its files have the same frame number" in refusal(folder)


def test_a_damaged_frame_is_named(tmp_path, refusal):
    folder = files.write_openpose(tmp_path / "json", files.coco_person())
    (folder / "walk_000000000004_keypoints.json").write_text('{"people": [')
    assert "walk_000000000004_keypoints.json is damaged" in refusal(folder)


def test_mmposes_3d_predictions_are_refused(tmp_path, refusal):
    path = files.write_mmpose(tmp_path / "a.json", np.ones((12, 17, 3)))
    assert "2D predictions" in refusal(path)


def test_joints_that_lifting_needs_are_asked_for(tmp_path, refusal):
    path = files.write_deeplabcut(tmp_path / "a.csv", files.coco_person())
    path.write_text(path.read_text().replace("left_hip", "tail").replace("nose", "snout"))
    text = refusal(path)
    assert "it lacks nose, left_hip." in text
    assert "It has snout, left_eye" in text


def test_two_columns_for_one_joint_are_refused(tmp_path, refusal):
    path = files.write_deeplabcut(tmp_path / "a.csv", files.coco_person())
    path.write_text(path.read_text().replace("left_ear", "LHip"))
    assert "LHip and left_hip both mean left_hip" in refusal(path)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("\n3,", "\n2,", "two of its rows have the same frame"),
        ("\n3,", "\nthree,", "'three' has no frame number"),
        ("\n3,", "\n3,,", "53 cells instead of 52"),
        ("coords,x", "coords,z", "has 'z' of 'nose'"),
        ("bodyparts,", "parts,", "header is not DeepLabCut's"),
    ],
)
def test_damaged_tables_are_refused(old, new, words, tmp_path, refusal):
    path = files.write_deeplabcut(tmp_path / "a.csv", files.coco_person())
    path.write_text(path.read_text().replace("\r\n", "\n").replace(old, new, 1))
    assert words in refusal(path)


def test_an_npz_of_python_objects_is_refused_and_runs_nothing(tmp_path, refusal):
    class Trap:
        def __reduce__(self):
            return (tmp_path.joinpath("ran").touch, ())

    np.savez(tmp_path / "a.npz", positions_2d=np.array([Trap()], dtype=object))
    assert "Object arrays" in refusal(tmp_path / "a.npz")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("arrays", "words"),
    [
        ({"keypoints": np.ones((12, 16, 2))}, "not (frames, 17, 2)"),
        ({"other": np.ones((12, 17, 2))}, "no array called reconstruction"),
        ({"keypoints": np.full((12, 17, 2), "a")}, "holds no numbers"),
    ],
)
def test_arrays_of_something_else_are_refused(arrays, words, tmp_path, refusal):
    np.savez(tmp_path / "a.npz", **arrays)
    assert words in refusal(tmp_path / "a.npz")


def test_a_zip_bomb_is_refused_unopened(tmp_path, refusal, monkeypatch):
    monkeypatch.setattr(opening, "LARGEST_BYTES", 1 << 20)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(20):
            archive.writestr(f"walk_{i:012d}_keypoints.json", " " * 100_000)
    assert path.stat().st_size < 20_000
    assert "more than 1 MB" in refusal(path)


def test_an_array_too_large_to_be_read_is_refused_unread(tmp_path, refusal, monkeypatch):
    path = files.write_h36m(tmp_path / "a.npz", np.zeros((12, 17, 2)))
    monkeypatch.setattr(h36m_npz, "_LARGEST_ARRAY", 1000)
    assert "larger than" in refusal(path)


def test_a_file_too_large_to_be_read_is_refused_unread(results, refusal, monkeypatch):
    monkeypatch.setattr(opening, "LARGEST_BYTES", 1000)
    monkeypatch.setattr(json, "loads", lambda text: pytest.fail("it was read"))
    assert "Cut it into parts" in refusal(results())


def change_hdf5(name, path, change):
    """That format's file after `change` was made to the open file."""
    files.WRITERS[name](path, files.coco_person())
    with h5py.File(path, "a") as file:
        change(file)
    return path


def replace_with(name, make):
    """Put something else in the place of a data set."""

    def change(file):
        del file[name]
        make(file, name)

    return change


def link_outside(file, name):
    file[name] = h5py.ExternalLink("other.h5", name)


def virtual(file, name):
    layout = h5py.VirtualLayout((2, 2, 17, 12), "f8")
    layout[:] = h5py.VirtualSource("other.h5", name, (2, 2, 17, 12), "f8")
    file.create_virtual_dataset(name, layout)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (link_outside, "tracks in it is a link"),
        (lambda file, name: file.__setitem__(name, h5py.SoftLink("/point_scores")), "tracks in it is a link"),
        (virtual, "lie in other files"),
        (lambda f, name: f.create_dataset(name, (8,), "f8", external=[("x", 0, 64)]), "lie in other files"),
        (lambda file, name: file.create_dataset(name, (10**5, 10**5), "f8"), "larger than 512 MB"),
        (lambda f, name: f.create_dataset(name, (10**7,), "f8", chunks=(10**7,)), "in pieces larger than"),
        (lambda file, name: file.create_dataset(name, (9, 9), "i4", scaleoffset=2), "packed in a way"),
        (lambda file, name: file.create_dataset(name, (3,), h5py.ref_dtype), "does not hold plain numbers"),
        (lambda file, name: file.create_dataset(name, data=["a"] * 3), "does not hold plain numbers"),
        (lambda file, name: file.create_dataset(name, data=h5py.Empty("f8")), "larger than"),
        (lambda file, name: file.create_group(name), "tracks in it is no array"),
        (lambda file, name: file.create_dataset(name, (12, 3, 17, 2), "f4"), "have 17 nodes of 3 numbers"),
        (lambda file, name: file.create_dataset(name, (12, 17), "f4"), "are of shape (12, 17)"),
    ],
)  # fmt: skip
def test_arrays_of_hdf5_that_lie_elsewhere_or_are_too_large_are_refused(make, words, tmp_path, refusal):
    path = change_hdf5("sleap-hdf5", tmp_path / "a.h5", replace_with("tracks", make))
    assert words in refusal(path)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda file, name: file.create_dataset(name, (20_000,), "S4"), "no list of at most 10000 texts"),
        (lambda file, name: file.create_dataset(name, data=np.arange(17)), "does not hold texts"),
        (lambda file, name: file.create_dataset(name, data=["a" * 10**6] * 17), "are too long"),
        (lambda file, name: file.create_dataset(name, data=np.array([b"\xff"] * 17)), "no text in UTF-8"),
    ],
)
def test_names_of_hdf5_that_are_none_are_refused(make, words, tmp_path, refusal):
    assert words in refusal(change_hdf5("sleap-hdf5", tmp_path / "a.h5", replace_with("node_names", make)))


def test_labels_of_columns_that_would_run_a_program_are_refused_and_run_nothing(tmp_path, refusal):
    class Trap:
        def __reduce__(self):
            return (tmp_path.joinpath("ran").touch, ())

    def change(file):
        file["df_with_missing/table"].attrs["values_block_0_kind"] = pickle.dumps([Trap()], protocol=0)

    text = refusal(change_hdf5("deeplabcut-hdf5-many", tmp_path / "a.h5", change))
    assert "its labels ask for GLOBAL, which plain texts do not need" in text
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ([1, 2], "not labelled by texts"),
        ([("a", "nose", "x")], "its columns are not DeepLabCut's"),
        ([("a", "b", "nose", "z")] * 105, "has 'z' of 'nose'"),
    ],
)
def test_columns_of_something_else_are_refused(columns, words, tmp_path, refusal):
    def change(file):
        file["df_with_missing/table"].attrs["values_block_0_kind"] = pickle.dumps(columns, protocol=0)

    assert words in refusal(change_hdf5("deeplabcut-hdf5-many", tmp_path / "a.h5", change))


def set_field(name, field, value, place=5):
    def change(file):
        records = file[name][()]
        records[field][place] = value
        file[name][...] = records

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (set_field("frames", "instance_id_end", 100), "name instances that it lacks"),
        (set_field("frames", "instance_id_start", 2), "share an instance"),
        (set_field("frames", "frame_idx", 2**63), "too large"),
        (set_field("frames", "video", 1), "people of 2 videos"),
        (set_field("instances", "skeleton", 1), "different skeletons"),
        (set_field("instances", "point_id_end", 100), "does not have 17 points"),
        (set_field("instances", "point_id_end", 2**62 - 1), "does not have 17 points"),
        (lambda file: file["metadata"].attrs.__delitem__("json"), "JSON is damaged"),
    ],
)
def test_damaged_projects_of_sleap_are_refused(change, words, tmp_path, refusal):
    assert words in refusal(change_hdf5("sleap-project", tmp_path / "a.slp", change))


def spoilt(path, chance, pairs):
    """Versions of a file, in turn cut off and with three bytes of chance."""
    whole = path.read_bytes()
    for _ in range(pairs):
        yield whole[: chance.integers(len(whole))]
        content = bytearray(whole)
        for place in chance.integers(0, len(whole), 3):
            content[place] = chance.integers(0, 256)
        yield bytes(content)


def refused(path, pairs=25) -> int:
    """How many spoilt versions of a file are refused; any other error is a failure."""
    count = 0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for content in spoilt(path, np.random.default_rng(0), pairs):
            path.write_bytes(content)
            try:
                read_keypoint_file(path)
            except BadInput:
                count += 1
    return count


@pytest.mark.parametrize(
    "name", [*(n for n in files.WRITERS if n not in ("openpose", "openpose-18", *HDF5)), "h36m"]
)
def test_cut_off_and_spoilt_files_are_refused_or_read_but_never_crash(name, tmp_path):
    write = files.write_h36m if name == "h36m" else files.WRITERS[name]
    assert refused(write(tmp_path / ("a.npz" if name == "h36m" else "a"), files.coco_person())) > 15


def refused_in_folder(folder):
    for path in sorted(folder.iterdir()):
        yield path.name, refused(path, 10)


def test_spoilt_hdf5_is_refused_or_read(tmp_path):
    """In a process of its own, as always, since HDF5's library may crash; over these it does not."""
    for name in HDF5:
        files.WRITERS[name](tmp_path / name, files.coco_person())
    counts = dict(read_apart(refused_in_folder, tmp_path, stage="spoil"))
    assert counts.keys() == set(HDF5)
    assert all(10 <= count < 20 for count in counts.values()), counts
