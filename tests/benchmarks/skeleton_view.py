"""How fast the 3D view follows the frames: frames a second and milliseconds, for each way of drawing.

    python tests/benchmarks/skeleton_view.py TAKE [--size 1280x800] [--seconds 3]

Under Xvfb with Mesa's llvmpipe there is no graphics card: `xvfb-run -a -s "-screen 0 1600x1000x24" python …`.
An update is the whole way from a new frame of the session to a finished picture on the screen.
"""

import argparse
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from app.session import Session
from app.theme import DARK
from app.views.skeleton import SkeletonPanel, backend
from app.views.skeleton import studio as studio_module
from core.take_file import load_take


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("take", type=Path)
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--seconds", type=float, default=3.0)
    arguments = parser.parse_args()
    width, height = map(int, arguments.size.split("x"))
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication([])
    take = load_take(arguments.take)
    has_opengl = backend._renderer() is not None
    columns = "{:<8} {:<8} {:>6} {:>8} {:>8} {:>8} {:>8}"
    print(columns.format("way", "views", "fps", "median", "p95", "cpu", "first"), "(ms)")
    for way in ("painter", "gl"):
        if way == "gl" and not has_opengl:
            print("gl       OpenGL does not work here")
            continue
        for mode, name in (("one", "one"), ("side", "two"), ("overlay", "overlay")):
            first, spent, cpu = measure(application, take, way, mode, (width, height), arguments.seconds)
            middle, late = np.percentile(spent, [50, 95]) * 1000
            fps = len(spent) / sum(spent)
            figures = (middle, late, 1000 * cpu, 1000 * first)
            print(columns.format(way, name, f"{fps:.1f}", *(f"{figure:.1f}" for figure in figures)))


def measure(application, take, way, mode, size, seconds):
    """Seconds to the first picture, of each update after it, and of all cores for an update."""
    studio_module.chosen_way = lambda: way
    session = Session()
    panel = SkeletonPanel(session, DARK)
    panel.resize(*size)
    panel.show()
    application.processEvents()
    panel.set_mode(mode)
    start = time.perf_counter()
    session.open_take(take)
    session.choose_joint("left_wrist")
    application.processEvents()
    first = time.perf_counter() - start
    spent, count = [], len(take.track)
    until, cpu = time.perf_counter() + seconds, time.process_time()
    for number in range(10**6):
        start = time.perf_counter()
        if start > until:
            break
        session.show_frame(int(take.track.frames[0]) + number % count)
        panel.studio.view.repaint()
        application.processEvents()
        spent.append(time.perf_counter() - start)
    cpu = (time.process_time() - cpu) / len(spent)
    panel.close()
    panel.deleteLater()
    application.processEvents()
    return first, spent, cpu


if __name__ == "__main__":
    main()
