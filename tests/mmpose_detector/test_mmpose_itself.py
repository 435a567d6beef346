"""mmpose in its own environment: skipped where that was not made (packaging/bootstrap.py mmpose)."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from drawn_figures import draw_figure, make_joints, make_picture
from test_names import SETS

from core.detectors import DetectorOptions, detect_people, prepare_detector
from core.detectors.mmpose.process import MmposeProcess, ModelFiles
from core.detectors.options import MmposeOptions
from core.people import choose_subject, link_people
from core.pose.mapping import to_h36m17
from core.video.records import Frame, VideoInfo

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

ROOT = Path(__file__).parents[2]
TOP_DOWN, ONE_STAGE = "rtmpose-t_8xb256-420e_aic-coco-256x192", "rtmo-s_8xb32-600e_coco-640x640"
FIGURES = ROOT / ".venv-mmpose" / "drawn-figures"

BY_ITSELF = """
import json, sys
from pathlib import Path
folder, sides = Path(sys.argv[1]), json.loads(sys.argv[2])
sys.path.append(sys.argv[3])
from remote.stubs import add_stubs
add_stubs()
import mmpose, numpy as np, torch
from mmpose.apis import inference_bottomup, inference_topdown, init_model
from mmpose.datasets.datasets.utils import parse_pose_metainfo
configs = Path(mmpose.__file__).parent / ".mim" / "configs"
image, boxes = np.load(folder / "bgr.npy"), np.load(folder / "boxes.npy")
for name in sides["models"]:
    torch.manual_seed(0)
    model = init_model(str(next(configs.rglob(name + ".py"))), device="cpu")
    content = {"state_dict": model.state_dict(), "meta": {"dataset_meta": model.dataset_meta}}
    torch.save(content, folder / f"{name}.pth")
    found = inference_topdown(model, image, boxes) if "rtmpose" in name else inference_bottomup(model, image)
    people = [sample.pred_instances for sample in found]
    points = np.concatenate([one.keypoints for one in people])
    scores = np.concatenate([one.keypoint_scores for one in people])
    np.savez(folder / f"{name}.npz", points=points, scores=scores)
names = {}
for data in sides["sets"]:
    meta = parse_pose_metainfo(dict(from_file=f"configs/_base_/datasets/{data}.py"))
    names[data] = [meta["keypoint_id2name"][i] for i in range(meta["num_keypoints"])]
(folder / "names.json").write_text(json.dumps(names))
"""
"""mmpose without Relief: random weights, what they find in a picture, and the names of keypoints."""


@pytest.fixture(scope="module")
def by_itself(real_mmpose, tmp_path_factory):
    """The folder of what mmpose finds by itself."""
    folder = tmp_path_factory.mktemp("mmpose")
    random = np.random.default_rng(3)
    rgb = make_picture(random, 1280, 720)
    draw_figure(rgb, make_joints(random, 500) + np.array((600, 380)), 500)
    np.save(folder / "rgb.npy", rgb)
    np.save(folder / "bgr.npy", rgb[..., ::-1])
    np.save(folder / "boxes.npy", np.array([[300, 50, 900, 700], [-20, 100, 300, 1000]], np.float32))
    sides = json.dumps({"models": [TOP_DOWN, ONE_STAGE], "sets": list(SETS)})
    remote = str(ROOT / "core" / "detectors" / "mmpose")
    done = subprocess.run(
        [str(real_mmpose), "-W", "ignore", "-c", BY_ITSELF, str(folder), sides, remote],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return folder


@pytest.fixture(scope="module")
def process(by_itself):
    models = {name: ModelFiles(name, by_itself / f"{name}.pth") for name in (TOP_DOWN, ONE_STAGE)}
    running = MmposeProcess(models, device="cpu")
    yield running
    running.close()


def test_it_calls_keypoints_as_our_tests_do(by_itself):
    names = json.loads((by_itself / "names.json").read_text())
    assert {data: tuple(found) for data, found in names.items()} == SETS


@pytest.mark.parametrize("name", [TOP_DOWN, ONE_STAGE])
def test_the_worker_finds_what_mmpose_finds_by_itself(by_itself, process, name):
    own = np.load(by_itself / f"{name}.npz")
    found, _ = process.find(name, np.load(by_itself / "rgb.npy"), np.load(by_itself / "boxes.npy"))
    assert len(found) == len(own["points"])
    # Weights are random, and so some of what comes out is beyond all bounds, where no two sums agree.
    is_sane = np.abs(np.nan_to_num(own["points"], nan=1e9)).max(axis=-1) < 1e5
    assert is_sane.any()
    np.testing.assert_allclose(found[is_sane][..., :2], own["points"][is_sane], atol=1e-4)
    np.testing.assert_allclose(found[..., 2], own["scores"], rtol=1e-6)
    assert process.models[name].needs_boxes == (name == TOP_DOWN)
    assert process.models[name].names == SETS["coco"]


@pytest.fixture(scope="module")
def figures(real_mmpose):
    """Options for the model that was trained on drawn figures."""
    config, checkpoint = FIGURES / "drawn-figures.py", FIGURES / "drawn-figures.pth"
    if not checkpoint.is_file():
        pytest.skip("no trained model: run .venv-mmpose/bin/python tests/mmpose_detector/train_on_figures.py")
    return MmposeOptions(str(config), checkpoint, device="cpu")


class Walk:
    """Somebody drawn at known pixels, limbs well apart, who moves to the right."""

    frames = 12

    def __init__(self):
        random = np.random.default_rng(18)
        self.background = make_picture(random, 1920, 1080)
        self.joints = make_joints(random, 600.0) + np.array((700, 560))

    def joints_at(self, index):
        return self.joints + np.array((12 * index, 0))

    def __call__(self, info, start, stop):
        for index in range(start, stop):
            image = self.background.copy()
            draw_figure(image, self.joints_at(index), 600)
            yield Frame(index, float(info.times[index]), image)


def test_a_person_at_known_pixels_is_found_there_with_left_on_the_left(figures, tmp_path):
    walk = Walk()
    (tmp_path / "video.mp4").write_bytes(b"drawn, not decoded")
    info = VideoInfo(
        tmp_path / "video.mp4",
        1920,
        1080,
        np.arange(walk.frames) / 30,
        walk.frames / 30,
        30,
        False,
        0,
        1,
        "none",
    )
    low, high = walk.joints.min(axis=0), walk.joints.max(axis=0)
    options = DetectorOptions(mmpose=figures, box=(*low.tolist(), *(high - low).tolist()))
    found = detect_people(info, prepare_detector("mmpose", options), reader=walk)
    assert found.row_frames.tolist() == list(range(walk.frames))
    truth = np.stack([walk.joints_at(index) for index in range(walk.frames)])
    crop = 1.25 * max((high - low)[0] / 96, (high - low)[1] / 128)  # pixels of the picture in one of the crop
    errors = np.linalg.norm(found.points - truth, axis=-1) / crop
    assert np.median(errors) < 6
    mirrored = np.linalg.norm(found.points - truth[:, found.skeleton.mirror], axis=-1) / crop
    limbs = [found.skeleton.index(f"{s}_{j}") for s in ("left", "right") for j in ("elbow", "wrist", "knee")]
    apart = np.linalg.norm(truth - truth[:, found.skeleton.mirror], axis=-1) / crop
    assert apart[:, limbs].min() > 15
    assert (errors < mirrored)[:, limbs].mean() > 0.95
    people = link_people(found)
    track = to_h36m17(people.track(choose_subject(people)))
    left, right = (track.skeleton.index(f"{side}_wrist") for side in ("left", "right"))
    assert (
        np.linalg.norm(track.points[:, left] - truth[:, 9], axis=-1).mean()
        < np.linalg.norm(track.points[:, left] - track.points[:, right], axis=-1).mean()
    )
