"""What it costs to run mmpose in a process of its own, and what our pipeline adds to mmpose's bare loop.

    python tests/benchmarks/mmpose_worker.py [video] [--frames N] [--config NAME] [--blocks B]

Needs mmpose's environment (packaging/bootstrap.py mmpose). The weights are random: time does not depend on
them.

First part, wanted: keypoints within 1e-4 pixels and at most 5 % slower. The same frames, in memory on both
sides, go to mmpose in its own process by `inference_topdown`, and to Relief's worker through shared memory
and pipes, in turns, block by block. Processor time (both sides of the worker together) is told
too: it suffers less on a busy machine. Second part, wanted: at most 10 % slower. A bare loop (OpenCV decodes,
mmpose detects) against `detect_people` with all that it does besides; both from their eleventh frame on, the
better of two rounds.
"""

import argparse
import json
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import psutil

from core.detectors import detect_people, prepare_detector
from core.detectors.mmpose.environment import mmpose_python, why_no_environment
from core.detectors.mmpose.process import MmposeProcess, ModelFiles
from core.detectors.options import DetectorOptions, MmposeOptions
from core.video import probe_video, read_frames

ROOT = Path(__file__).parents[2]
CONFIG = "rtmpose-m_8xb256-420e_aic-coco-256x192"
WARM_UP = 10

BARE = """
import json, os, sys, time
sys.path.append(sys.argv[1])
from remote.stubs import add_stubs
add_stubs()
import cv2, numpy as np, torch
from mmpose.apis import inference_topdown, init_model
from remote.model import _find_config
torch.set_num_threads(max(1, os.cpu_count() // 2))
torch.manual_seed(0)
model = init_model(str(_find_config(sys.argv[2])), device="cpu")
torch.save({"state_dict": model.state_dict(), "meta": {"dataset_meta": model.dataset_meta}}, sys.argv[3])
def find(image, box):
    found = inference_topdown(model, image, np.array([box], np.float32))[0].pred_instances
    return np.concatenate([found.keypoints[0], found.keypoint_scores[0][:, None]], axis=1)
print(json.dumps("ready"), flush=True)
for line in sys.stdin:
    job = json.loads(line)
    if "video" in job:
        video, count = cv2.VideoCapture(job["video"]), 0
        while count < job["frames"]:
            if count == job["warm_up"]:
                begin = time.perf_counter()
            find(video.read()[1], job["box"])
            count += 1
        answer = (count - job["warm_up"]) / (time.perf_counter() - begin)
    else:
        frames, times, points = np.load(job["file"]), [], []
        used = time.process_time()
        for frame in frames:
            begin = time.perf_counter()
            points.append(find(frame, job["box"]).tolist())
            times.append(time.perf_counter() - begin)
        answer = {"times": times, "points": points, "processor": time.process_time() - used}
    print(json.dumps(answer), flush=True)
"""


class Bare:
    """mmpose in a process that does nothing else."""

    def __init__(self, config: str, checkpoint: Path) -> None:
        folder = str(ROOT / "core" / "detectors" / "mmpose")
        command = [str(mmpose_python()), "-W", "ignore", "-c", BARE, folder, config, str(checkpoint)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self._read()

    def do(self, **job):
        """The answer to one job."""
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self):
        for line in self._process.stdout:
            try:
                return json.loads(line)
            except ValueError:
                continue  # mmengine's chatter
        raise SystemExit("mmpose's bare loop has ended")

    def close(self) -> None:
        self._process.kill()
        self._process.wait()


def used_by(worker: MmposeProcess) -> float:
    """Seconds of processor time, on both sides."""
    theirs = psutil.Process(worker._process.pid).cpu_times()
    return time.process_time() + theirs.user + theirs.system


def compare_frames(bare: Bare, files: ModelFiles, images: list, box: tuple, blocks: int) -> None:
    """Print the first part."""
    worker = MmposeProcess({"pose": files}, device="cpu")
    times, farthest = {"in-process": [], "worker": []}, 0.0
    processor = {"in-process": 0.0, "worker": 0.0}
    with tempfile.TemporaryDirectory() as folder:
        for number, block in enumerate(np.array_split(np.arange(len(images)), blocks)):
            file = Path(folder) / "frames.npy"
            np.save(file, np.stack([images[i][..., ::-1] for i in block]))
            done = bare.do(file=str(file), box=box)
            mine, used = [], used_by(worker)
            for i in block:
                begin = time.perf_counter()
                points, _ = worker.find("pose", images[i], np.array([box], np.float32))
                mine.append(time.perf_counter() - begin)
                farthest = max(farthest, float(np.abs(points[0] - done["points"][len(mine) - 1]).max()))
            if number:  # the first block warms both up
                times["in-process"] += done["times"]
                times["worker"] += mine
                processor["in-process"] += done["processor"]
                processor["worker"] += used_by(worker) - used
    worker.close()
    median = {name: float(np.median(values)) for name, values in times.items()}
    least = {name: float(np.quantile(values, 0.1)) for name, values in times.items()}
    mean = {name: used / len(times[name]) for name, used in processor.items()}
    for name in times:
        each = [1000 * figures[name] for figures in (median, least, mean)]
        print("{:11s} {:7.1f} ms median, {:7.1f} fastest tenth, {:6.1f} of processor".format(name, *each))
    ratios = [figures["worker"] / figures["in-process"] for figures in (median, least, mean)]
    print(f"ratios {ratios[0]:.3f}, {ratios[1]:.3f}, {ratios[2]:.3f}")
    print(f"keypoints differ by {farthest:.1e} pixels at most", flush=True)


def compare_loops(bare: Bare, files: ModelFiles, video: Path, box: tuple, frames: int) -> None:
    """Print the second part."""
    left, top, right, bottom = box
    options = DetectorOptions(
        mmpose=MmposeOptions(files.config, files.checkpoint, device="cpu"),
        box=(left, top, right - left, bottom - top),
    )
    entry, info = prepare_detector("mmpose", options), probe_video(video)
    rates = {"bare loop": [], "detect_people": []}
    for _ in range(2):
        rates["bare loop"].append(bare.do(video=str(video), frames=frames, warm_up=WARM_UP, box=box))
        marks: list[tuple[int, float]] = []

        def mark(stage: str, done: int, total: int, marks: list = marks) -> None:
            marks.append((done, time.perf_counter()))

        detect_people(info, entry, stop=frames, report=mark)
        first = next(seen for seen in marks if seen[0] >= WARM_UP)
        rates["detect_people"].append((marks[-1][0] - first[0]) / (marks[-1][1] - first[1]))
    best = {name: max(found) for name, found in rates.items()}
    for name, rate in best.items():
        print(f"{name:13s} {rate:6.2f} frames/s")
    print(f"ratio of times {best['bare loop'] / best['detect_people']:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("video", nargs="?", type=Path, default=ROOT / "assets" / "sample.mp4")
    parser.add_argument("--frames", type=int, default=60)
    parser.add_argument("--config", default=CONFIG)
    parser.add_argument("--blocks", type=int, default=6)
    options = parser.parse_args()
    if missing := why_no_environment():
        raise SystemExit(missing)
    info = probe_video(options.video)
    images = [frame.image for frame in read_frames(info, 0, min(options.frames, len(info)))]
    box = (0.3 * info.width, 0.1 * info.height, 0.7 * info.width, 0.9 * info.height)
    with tempfile.TemporaryDirectory() as folder:
        checkpoint = Path(folder) / "random.pth"
        bare = Bare(options.config, checkpoint)
        try:
            files = ModelFiles(options.config, checkpoint)
            compare_frames(bare, files, images, box, options.blocks)
            compare_loops(bare, files, options.video, box, len(images))
        finally:
            bare.close()


if __name__ == "__main__":
    main()
