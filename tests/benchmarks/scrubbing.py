"""Scrubbing and playing 1080p in the real panels: how long until every view shows the frame, and memory.

    xvfb-run -a -s "-screen 0 1600x1000x24" python tests/benchmarks/scrubbing.py [--scrubs 3000] [--play 18]

The video is the sample, stretched to 1920 x 1080 and repeated; its take is the sample's motion, repeated. A
scrub is over when video, 3D (if there is a panel for it) and timeline have painted the frame. Cold: a random
frame that was not shown lately, with a key frame every so many frames as cameras write it; cached: one of the
last few. CPU time is that of all threads: on a busy machine it says more than the clock, and so do the times
without what the window's own thread waited for a core (the threads that decode wait, too).
"""

import argparse
import os
import tempfile
import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import psutil
from held_up import CoreDelay
from PySide6.QtCore import QEvent, QObject, Qt

from app.main import make_application
from app.session import Session
from core.diagnostics.movement import movement_range
from core.take import LifterResult, Take
from core.video import probe_video

ROOT = Path(__file__).resolve().parents[2]
RATE = 30
WIDTH, HEIGHT = 1920, 1080


def main() -> None:
    """Print each figure beside its target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--key-frames", type=int, default=30, help="frames from one key frame to the next")
    parser.add_argument("--scrubs", type=int, default=3000, help="for the memory")
    parser.add_argument(
        "--play", type=float, default=18.0, metavar="SECONDS", help="beside each set of views"
    )
    options = parser.parse_args()
    frames = max(600, round((options.play + 2) * RATE))
    with tempfile.TemporaryDirectory() as folder:
        video = Path(folder) / "scrub.mp4"
        make_video(video, options.key_frames, frames)
        bench = Bench(make_take(video, frames))
        print(f"load average {os.getloadavg()[0]:.1f}; panels: {', '.join(bench.names)}")
        bench.measure_scrubs()
        bench.measure_playing("one 3D view", options.play)
        bench.skeleton.set_mode("side")
        bench.measure_playing("two 3D views", options.play)
        bench.measure_memory(options.scrubs)
        bench.close()


def make_video(path: Path, key_frames: int, frames: int) -> None:
    """The sample's pictures, stretched, forth and back again."""
    with av.open(str(ROOT / "assets" / "sample.mp4")) as container:
        pictures = [frame.reformat(WIDTH, HEIGHT, "yuv420p") for frame in container.decode(video=0)]
    order = [*range(len(pictures)), *range(len(pictures) - 2, 0, -1)]
    with av.open(str(path), "w") as output:
        options = {"preset": "veryfast", "crf": "23", "g": str(key_frames)}
        stream = output.add_stream("libx264", rate=Fraction(RATE), options=options)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for number in range(frames):
            picture = pictures[order[number % len(order)]]
            picture.pts, picture.time_base = number, Fraction(1, RATE)
            output.mux(stream.encode(picture))
        output.mux(stream.encode())


def make_take(video: Path, count: int) -> Take:
    """Keypoints and two lifters' poses, made up for every frame: what they are does not matter here."""
    import sys

    sys.path += [str(ROOT / "tests" / folder) for folder in ("take", "pipeline")]
    from made_up_takes import made_up_take

    from core.diagnostics.shift import ShiftOptions, ShiftRobustness
    from core.pose.records import Pose, Track

    info = probe_video(video)
    take, rows = made_up_take(video), np.arange(count) % 20
    old, frames = take.track, np.arange(count)
    track = Track(
        old.skeleton, frames, info.times, old.points[rows] * 2.2, old.confidence[rows], old.flags[rows],
        (WIDTH, HEIGHT),
    )  # fmt: skip
    rng = np.random.default_rng(0)
    figure = rng.uniform(-0.8, 0.8, (17, 3)) + 0.1 * np.sin(frames[:, None, None] / 15)

    def lifted(offset: float) -> LifterResult:
        joints = (figure + offset).astype(np.float32)
        pose = Pose(old.skeleton, frames, info.times, joints, track.confidence, track.flags)
        return LifterResult("", "00", 27, pose, ShiftRobustness.unknown(count, 17, ShiftOptions()))

    movement = movement_range(track.points / WIDTH, [(0, count)], 27)
    results = {"baseline": lifted(0.0), "rie": lifted(0.02)}
    return replace(take, video=info, track=track, movement=movement, results=results, findings=())


class Paints(QObject):
    """Counts what a widget paints."""

    def __init__(self, widget: QObject) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let everything pass."""
        self.count += event.type() == QEvent.Type.Paint
        return False


class Bench:
    """The panels side by side in one window."""

    def __init__(self, take: Take) -> None:
        self.application = make_application()
        from PySide6.QtWidgets import QSplitter

        from app.frame_server import FrameServer
        from app.playback import Playback
        from app.theme import DARK
        from app.views.skeleton import SkeletonPanel
        from app.views.timeline import TimelinePanel
        from app.views.video import VideoPanel

        self.frames = len(take.track)
        self.delay = CoreDelay()
        self.session = Session()
        self.server = FrameServer.of(self.session)
        self.playback = Playback(self.session)
        self.video = VideoPanel(self.session, DARK)
        self.timeline = TimelinePanel(self.session, DARK)
        self.skeleton = SkeletonPanel(self.session, DARK)
        self.names = ["video", "timeline", "3D"]
        self.window = QSplitter(Qt.Orientation.Vertical)
        above = QSplitter()
        for panel in (self.video, self.skeleton):
            above.addWidget(panel)
        self.window.addWidget(above)
        self.window.addWidget(self.timeline)
        self.window.resize(1600, 960)
        above.setSizes([800, 800])
        self.window.setSizes([720, 240])
        self.window.show()
        self.painted = Paints(self.video.canvas)
        self.shown = 0
        self.session.open_take(take)
        self.wait()
        self.generator = np.random.default_rng(1)

    def close(self) -> None:
        """End the thread."""
        self.server.close()
        self.window.close()

    def wait(self) -> None:
        """Until the frame is settled and painted."""
        painted = self.painted.count
        while not self.server.is_settled:
            self.application.processEvents()
            time.sleep(0.0005)
        self.application.processEvents()
        while self.painted.count == painted:
            self.application.processEvents()

    def scrub(self, frame: int) -> tuple[float, float]:
        """Milliseconds until every view shows it: all, and but for waiting for a core."""
        start, waited = time.perf_counter(), self.delay.seconds()
        self.session.show_frame(frame)
        if frame != self.shown:
            self.wait()
        self.shown = frame
        spent = time.perf_counter() - start
        return 1000 * spent, 1000 * (spent - self.delay.seconds() + waited)

    def measure_scrubs(self) -> None:
        """Cold and cached."""
        for frame in self.generator.integers(0, self.frames, 5):
            self.scrub(int(frame))
        order = self.generator.permutation(self.frames)[:150].tolist()
        self.measure("scrub, cold", order, 120)
        self.measure("scrub, cached", order[-8:] * 20, 33)
        self.measure("step on by one frame", list(range(300, 420)), 33)

    def measure(self, name: str, frames: list[int], target_ms: float) -> None:
        """Scrub to each of them in turn."""
        before = time.process_time()
        times_ms, with_core_ms = np.transpose([self.scrub(frame) for frame in frames])
        cpu_ms = 1000 * (time.process_time() - before) / len(frames)
        print(
            f"{name}: median {np.median(times_ms):.0f} ms, p95 {np.percentile(times_ms, 95):.0f} ms"
            f" (target {target_ms:.0f}), most {max(times_ms):.0f} ms; but for waiting for a core median"
            f" {np.median(with_core_ms):.0f}, p95 {np.percentile(with_core_ms, 95):.0f} ms;"
            f" {cpu_ms:.0f} ms of CPU each",
            flush=True,
        )

    def measure_playing(self, views: str, seconds: float) -> None:
        """Frames shown each second at the video's own speed, and how late the last one is."""
        self.scrub(0)
        shown: list[int] = []
        self.session.frame_changed.connect(shown.append)
        start = time.perf_counter()
        self.playback.play()
        late: list[float] = []
        before = time.process_time()
        while time.perf_counter() - start < seconds:
            self.application.processEvents()
            late.append((time.perf_counter() - start) * RATE - self.session.frame)
            time.sleep(0.0005)
        self.playback.pause()
        self.session.frame_changed.disconnect(shown.append)
        fps, cpu = len(shown) / seconds, (time.process_time() - before) / max(len(shown), 1)
        middle, most = np.percentile(late, (50, 95))
        print(
            f"playing, {views}, {seconds:.0f} s: {fps:.1f} shown fps (target: at least 24),"
            f" {1000 * cpu:.0f} ms of CPU each; behind the clock by {middle:.2f} frames in the middle,"
            f" {most:.2f} at the 95th percentile, {late[-1]:.2f} at the end",
            flush=True,
        )

    def measure_memory(self, scrubs: int) -> None:
        """Of this process, after a tenth of the scrubs and after all."""
        process = psutil.Process()
        marks = []
        for number, frame in enumerate(self.generator.integers(0, self.frames, scrubs)):
            self.session.show_frame(int(frame))
            end = time.perf_counter() + 0.02
            while time.perf_counter() < end:
                self.application.processEvents()
                time.sleep(0.002)
            if (number + 1) % (scrubs // 10) == 0:
                marks.append(process.memory_info().rss / 1e6)
        print(
            f"memory over {scrubs} scrubs: {', '.join(f'{mark:.0f}' for mark in marks)} MB; from the second"
            f" mark to the last {marks[-1] - marks[1]:+.0f} MB (target: within 50)"
        )


if __name__ == "__main__":
    main()
