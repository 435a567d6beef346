"""A film of a clip: the annotated video beside the figures, each picture at its true time."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np

from core.errors import BadInput
from core.jobs import Report, ignore_report
from core.render.body import Cones, cones_of
from core.render.captions import draw_text, text_width
from core.render.ground import Ground
from core.render.mp4 import write_mp4
from core.render.overlay import draw_track, fit_picture
from core.render.records import (
    BACKGROUND,
    FAINT_INK,
    INK,
    LEFT,
    RIGHT,
    Canvas,
    Figure,
    Footage,
    RenderOptions,
    film_rows,
    film_size,
)
from core.render.shading import draw_cones
from core.render.stage import place_camera, stand
from core.video import read_frames
from core.video.records import Frame


@dataclass(frozen=True, slots=True)
class Film:
    """What was written."""

    frames: int
    duration_s: float
    size: tuple[int, int]
    lost_frames: int
    """Frames of the video that could not be decoded: the picture before them stays for longer."""


def render_film(
    footage: Footage, path: Path, options: RenderOptions | None = None, *, report: Report = ignore_report
) -> Film:
    """Write an MP4 of the clip; one picture is in memory at a time.

    Frames keep their times, also at a variable rate; time 0 is the first frame shown. `BadInput` for a video
    that cannot be read or has changed, for an impossible size and for times outside the clip, `CannotWrite`
    where the disk fails. A stop by the report leaves what was there before.
    """
    options = options or RenderOptions()
    width, height = film_size(footage, options)
    start, stop = film_rows(footage, options)
    painter = Painter(footage, options, width, height)
    count, first_s, last_s, shown_s = 0, 0.0, 0.0, 0.0
    with write_mp4(path, width, height, _rate(footage.video.nominal_rate)) as writer:
        for frame, shown_s in _timed_frames(footage, start, stop):
            report("render", int(frame.index - footage.track.frames[start]), stop - start)
            first_s = frame.time_s if count == 0 else first_s
            last_s = frame.time_s
            writer.add(painter.paint(frame), frame.time_s - first_s, shown_s)
            count += 1
        if count == 0:
            raise BadInput(f"None of the clip's frames in {footage.video.path} can be decoded.")
        report("render", stop - start, stop - start)
    return Film(count, last_s - first_s + shown_s, (width, height), stop - start - count)


def _timed_frames(footage: Footage, start: int, stop: int) -> Iterator[tuple[Frame, float]]:
    """Each frame that can be decoded, and how long it is shown: until the next one."""
    first, last = int(footage.track.frames[start]), int(footage.track.frames[stop - 1])
    times = footage.video.times
    after = times[last + 1] if last + 1 < len(times) else footage.video.duration
    held: Frame | None = None
    for frame in read_frames(footage.video, first, last + 1):
        if held is not None:
            yield held, frame.time_s - held.time_s
        held = frame
    if held is not None:
        yield held, max(float(after) - held.time_s, 0.0)


def _rate(rate: Fraction) -> Fraction:
    """The encoder's: only a hint, as every picture has its time, but it must fit into its numbers."""
    return rate.limit_denominator(1001) if 1 <= rate <= 1000 else Fraction(30)


class Painter:
    """Paints pictures of one film."""

    def __init__(self, footage: Footage, options: RenderOptions, width: int, height: int) -> None:
        self._footage = footage
        self._canvas: Canvas = np.full((height, width, 3), BACKGROUND, np.uint8)
        self._blank: Canvas = self._canvas.copy()
        self._text = max(10, round(min(height, width) / 34))
        parts = _split(footage, options, width)
        edges = list(pairwise(parts))
        panels = [self._canvas[:, a:b] for a, b in edges]
        self._video = panels.pop(0) if options.layout != "3d" else None
        figures = () if options.layout == "video" else footage.figures
        self._figures = [
            _FigurePanel(figure, panel, options, self._text)
            for figure, panel in zip(figures, panels, strict=True)
        ]

    def paint(self, frame: Frame) -> Canvas:
        """The film's picture for a frame of the video; it is painted over by the next call."""
        row = int(frame.index - self._footage.track.frames[0])
        for panel in self._figures:
            panel.paint(row)
        target = self._canvas if self._video is None else self._video
        if self._video is not None:
            self._paint_video(self._video, frame, row)
        text = f"{frame.time_s:.3f} s   frame {frame.index}"
        _draw_label(target, text, self._text, target.shape[0] - round(2.2 * self._text))
        return self._canvas

    def _paint_video(self, panel: Canvas, frame: Frame, row: int) -> None:
        picture, (x, y), scale = fit_picture(frame.image, panel.shape[1], panel.shape[0])
        draw_track(picture, self._footage.track, row, scale)
        panel[:] = self._blank[:, : panel.shape[1]]
        panel[y : y + picture.shape[0], x : x + picture.shape[1]] = picture
        _draw_sides(panel, self._text)


class _FigurePanel:
    """One figure on its floor, with its name above it."""

    def __init__(self, figure: Figure, panel: Canvas, options: RenderOptions, text: int) -> None:
        self._figure, self._panel, self._text = figure, panel, text
        self._standing = stand(figure.pose)
        height, width = panel.shape[:2]
        self._camera = place_camera(self._standing, options.view, width, height, round(4.6 * text))
        self._ground = Ground(self._camera, width, height)

    def paint(self, row: int) -> None:
        """Cover the panel with the figure of one row of the pose."""
        focus, joints = self._standing.focus[row], self._standing.joints[row]
        cones: Cones | None = None
        if np.isfinite(joints).all():
            cones = cones_of(joints, self._figure.pose.skeleton, self._standing.size)
        self._ground.draw(self._panel, focus, cones)
        if cones is not None:
            draw_cones(self._panel, cones, self._camera, focus)
        self._paint_caption(is_lifted=cones is not None)

    def _paint_caption(self, *, is_lifted: bool) -> None:
        panel, size, middle = self._panel, self._text, self._panel.shape[1] // 2
        small = round(0.72 * size)
        draw_text(
            panel,
            self._figure.name,
            middle,
            round(0.9 * size),
            size=round(1.15 * size),
            colour=INK,
            align="middle",
        )
        label = self._figure.label if self._figure.label != self._figure.name else ""
        draw_text(panel, label, middle, round(2.5 * size), size=small, colour=FAINT_INK, align="middle")
        note = "in the room" if self._standing.is_in_world else "on its lower foot"
        note = note if is_lifted else "no pose in this frame"
        y = panel.shape[0] - round(1.9 * size)
        draw_text(panel, note, middle, y, size=small, colour=FAINT_INK, align="middle")


def _split(footage: Footage, options: RenderOptions, width: int) -> list[int]:
    """Columns where panels begin and end, from left to right."""
    count = len(footage.figures)
    if options.layout == "video" or (options.layout == "side-by-side" and not count):
        return [0, width]
    if options.layout == "3d":
        return [width * i // count for i in range(count + 1)]
    share = {1: 0.6, 2: 0.46}.get(count, 0.36)
    video = round(width * share)
    return [0, *(video + (width - video) * i // count for i in range(count + 1))]


def _draw_label(panel: Canvas, text: str, size: int, y: int) -> None:
    """A line in a dark box at the left, to be read over any picture."""
    x, pad = round(0.9 * size), round(0.45 * size)
    box = panel[
        max(y - pad // 2, 0) : y + round(1.25 * size), max(x - pad, 0) : x + text_width(text, size) + pad
    ]
    box[:] = (box * np.float32(0.35)).astype(np.uint8)
    draw_text(panel, text, x, y, size=size, colour=INK)


def _draw_sides(panel: Canvas, size: int) -> None:
    """Which colour is which side of the person."""
    y, right = round(0.9 * size), panel.shape[1] - round(0.9 * size)
    width = text_width("left  right", size)
    box = panel[
        max(y - size // 4, 0) : y + round(1.25 * size), max(right - width - size // 2, 0) : right + size // 2
    ]
    box[:] = (box * np.float32(0.35)).astype(np.uint8)
    draw_text(panel, "left", right - width, y, size=size, colour=LEFT)
    draw_text(panel, "right", right, y, size=size, colour=RIGHT, align="right")
