"""Draws the README's picture from the sample video: run again whenever the lifters change.

python assets/readme_picture.py
"""

from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from core.assets import asset_path
from core.pipeline import ProcessOptions, process_clip
from core.pose.skeleton import H36M_17
from core.take import Take
from core.video import FrameReader

FRAMES = (40, 75, 115, 180)
COLOURS = {"left": "#0072b2", "right": "#d55e00", "middle": "#444444"}
LIFTERS = {"baseline": "#cc79a7", "rie": "#009e73"}
OUT = Path(__file__).with_name("readme.png")


def main() -> None:
    """Write `readme.png` beside this script."""
    take = process_clip(asset_path("sample.mp4"), ProcessOptions())
    figure = plt.figure(figsize=(12, 8.6), dpi=110, layout="constrained")
    grid = figure.add_gridspec(4, len(FRAMES), height_ratios=(3, 3.2, 1, 1))
    with FrameReader(take.video) as reader:
        for column, frame in enumerate(FRAMES):
            _draw_video(figure.add_subplot(grid[0, column]), take, reader.frame(frame).image, frame)
            _draw_poses(figure.add_subplot(grid[1, column], projection="3d"), take, frame)
    _draw_curves(figure.add_subplot(grid[2, :]), figure.add_subplot(grid[3, :]), take)
    figure.savefig(OUT)


def _draw_video(axes: Axes, take: Take, image: np.ndarray, frame: int) -> None:
    axes.imshow(image)
    points = take.track.points[frame]
    for parent, joint in H36M_17.edges:
        axes.plot(*points[[parent, joint]].T, color=_side(joint), lw=2, solid_capstyle="round")
    axes.set_title(f"frame {frame}, {take.track.times[frame]:.2f} s", fontsize=10)
    axes.axis("off")


def _draw_poses(axes: Axes, take: Take, frame: int) -> None:
    """Both lifters' poses, from the side on which the camera stands, turned a little."""
    for name, colour in LIFTERS.items():
        joints = take.results[name].pose.y_up().joints[frame]
        for parent, joint in H36M_17.edges:
            x, y, z = joints[[parent, joint]].T
            axes.plot(x, -z, y, color=colour, lw=2.2, label=name if joint == 1 else None)
    axes.set(xlim=(-0.8, 0.8), ylim=(-0.8, 0.8), zlim=(-0.95, 0.75), box_aspect=(1, 1, 1.06))
    axes.view_init(elev=8, azim=-60)
    axes.set(xticklabels=[], yticklabels=[], zticklabels=[])
    if frame == FRAMES[0]:
        axes.legend(fontsize=9, loc="upper left")


def _draw_curves(top: Axes, bottom: Axes, take: Take) -> None:
    times = take.track.times
    for joints, label in ((slice(None), "all joints"), ([13, 16], "wrists")):
        top.plot(times, take.movement[:, joints].mean(axis=1), label=label)
    top.set_ylabel("movement\nrange", fontsize=9)
    for name, colour in LIFTERS.items():
        bottom.plot(times, take.results[name].shift.beyond_mm, color=colour, label=name)
    bottom.set_ylabel("drift beyond\ngeometry, mm", fontsize=9)
    bottom.set_xlabel("seconds", fontsize=9)
    for axes in (top, bottom):
        axes.set_xlim(times[0], times[-1])
        axes.set_ylim(bottom=0)
        axes.legend(fontsize=8, loc="upper right", ncols=2)
        axes.spines[["top", "right"]].set_visible(False)
        for frame in FRAMES:
            axes.axvline(times[frame], color="#bbbbbb", lw=0.8, zorder=0)


def _side(joint: int) -> str:
    return COLOURS.get(H36M_17.joints[joint].split("_")[0], COLOURS["middle"])


if __name__ == "__main__":
    main()
