"""How quickly the window starts, opens a long take, and how long it is held up while work goes on.

    xvfb-run -a -s "-screen 0 1600x1000x24" python tests/benchmarks/window_figures.py [--long 10000]

A timer of 10 ms ticks in the window's thread; how late its ticks come is how long the window was held up.
The work is that of a user: the sample is opened, detected and lifted, a joint corrected, the motion exported.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), *(str(ROOT / "tests" / name) for name in ("pipeline", "video"))]

START = """
import time; began = time.perf_counter()
import sys
from app.main import make_application, make_window
app = make_application(); window = make_window(); window.show(); app.processEvents()
print(time.perf_counter() - began, sorted({"torch", "cv2", "mediapipe", "av", "scipy"} & set(sys.modules)))
"""


def main() -> None:
    """Print figures beside their targets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", type=int, default=10_000, help="frames of the long take")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print_start(options.rounds)
    with tempfile.TemporaryDirectory() as folder:
        take = make_long_take(Path(folder), options.long)
        measure_window(Path(folder), take)


def print_start(rounds: int) -> None:
    """Of a whole process, from its first line to the window on the screen."""
    runs = [
        subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, cwd=ROOT, check=True)
        for _ in range(rounds)
    ]
    seconds = min(float(run.stdout.split()[0]) for run in runs)
    loaded = runs[0].stdout.split(maxsplit=1)[1].strip()
    print(f"start to interactive window   {seconds:7.2f} s   (target: at most 1.5); heavy modules: {loaded}")


def make_long_take(folder: Path, frames: int) -> Path:
    """A take of a made-up video, with the small lifters of the tests."""
    from made_up_people import FAKE_DETECTORS, save_small_lifters
    from numbered_clips import Clip, even_ticks, write_clip

    from core.detectors import DETECTORS
    from core.pipeline import ProcessOptions, process_clip
    from core.take_file import save_take

    DETECTORS.update(FAKE_DETECTORS)
    lifters = tuple(map(str, save_small_lifters(folder).values()))
    clip = write_clip(folder / "long.mp4", Clip(ticks=even_ticks(frames, 512)))
    take = process_clip(clip, ProcessOptions(detector="walker", lifters=lifters, device="cpu"))
    save_take(take, folder / "long.relief")
    return folder / "long.relief"


def measure_window(folder: Path, long_take: Path) -> None:
    """Drive a real window and print what its ticks tell."""
    from held_up import Ticks
    from PySide6.QtCore import QSettings, QStandardPaths

    from app.main import make_application, make_window, warm_up

    QStandardPaths.setTestModeEnabled(True)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    application = make_application()
    window = make_window()
    window.show()
    warm_up()
    ticks = Ticks()

    def wait(until: Callable[[], bool], seconds: float = 300) -> float:
        began = time.perf_counter()
        while not until() and time.perf_counter() - began < seconds:
            application.processEvents()
            time.sleep(0.0005)
        return time.perf_counter() - began

    def held_up(name: str, work: Callable[[], object], until: Callable[[], bool]) -> None:
        ticks.clear()
        work()
        wait(lambda: until() and ticks.count > 1)
        ticks.print_longest(name)

    wait(lambda: False, 2)  # what is imported in the background
    session = window.session
    window.documents.open(long_take)
    seconds = wait(lambda: session.take is not None and shown_frame(window) == session.frame)
    frames = len(session.take.track) if session.take else 0
    print(f"take of {frames} frames, first picture {seconds:7.2f} s   (target: at most 1)")
    window.documents.open(ROOT / "assets" / "sample.mp4")
    wait(lambda: session.video is not None and session.video.path.name == "sample.mp4")
    held_up("detecting, lifting", lambda: None, lambda: session.take is not None)
    take = session.take
    assert take is not None
    held_up(
        "correcting", lambda: window.correcting.move(100, "right_wrist", 300, 200, 6),
        lambda: session.take is not take,
    )  # fmt: skip
    # The dialog's first painting is its own, not the export's: nobody presses a button unseen.
    asked = time.perf_counter()
    held_up(
        "asking for export", window.commands.show_export,
        lambda: export_dialog(application) is not None and time.perf_counter() - asked > 1,
    )  # fmt: skip
    dialog = export_dialog(application)
    dialog.choose_formats(["csv", "bvh", "json", "glb"])
    dialog.choose_place(folder / "out", "sample")
    held_up("exporting", dialog.export, lambda: not window.jobs.jobs)
    window.autosave.forget()
    window.close()


def export_dialog(application):
    """The dialog of an export that is on the screen; None while there is none."""
    found = (w for w in application.topLevelWidgets() if type(w).__name__ == "ExportDialog")
    return next((dialog for dialog in found if dialog.isVisible()), None)


def shown_frame(window) -> int:
    """The frame whose picture is seen; -1 while there is none."""
    from app.frame_server import FrameServer

    picture = FrameServer.of(window.session).picture
    return -1 if picture is None else picture.index


if __name__ == "__main__":
    main()
