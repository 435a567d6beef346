"""How the camera moved, seen in the background: a quick look through the video beside the person."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.jobs import Report, ignore_report
from core.pose.records import Track
from core.video.records import VideoInfo
from core.world.records import CameraKind, CameraMotion, still_camera
from core.world.thumbnails import LOOK_EVERY_S, Gray, ThumbnailReader, make_thumbnails, thumbnail_scale

STAGE = "camera"

_POINTS = 200
_LEAST_POINTS = 12
_MARGIN = 0.15
"""Of the person's box, kept free of points on every side."""
_STILL_PX = 0.004
"""Of the longer side: a picture that moves less than this belongs to a camera that stands still."""
_SHAKE_PX = 0.03
"""A camera held by hand, aimed at one place, strays about so far; more is a pan."""
_RENEW_AT = 0.2
"""When the picture has moved by so much of its longer side, new points are taken."""
_WALK_ZOOM = 0.05
"""A picture that grows by more than this shows a camera that walks, or zooms."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Look:
    """Where the picture is, beside the first one."""

    row: int
    shift: tuple[float, float]
    """Pixels of the small picture."""
    roll: float
    log_zoom: float
    is_sure: bool


def watch_camera(
    info: VideoInfo, track: Track, report: Report = ignore_report, *, reader: ThumbnailReader | None = None
) -> CameraMotion:
    """The camera's motion over the track's frames, from background features beside the person.

    Corners are followed from thumbnail to thumbnail (Lucas and Kanade), and a shift, turn and zoom is
    fitted to them robustly (RANSAC); each picture is compared with the first while that is in view, so
    a camera that stands still does not drift. Between thumbnails the motion is interpolated in time. They
    are those that `reader` left while it read the video; where it did not see the clip from its first frame
    on, as when a run was resumed, the video is decoded once more: a fifth of the work of detecting.
    """
    start, stop = int(track.frames[0]), int(track.frames[-1]) + 1
    thumbnails = [] if reader is None else reader.indices()
    if reader is not None and thumbnails and thumbnails[0] == start:
        pictures = reader.thumbnails()
    else:
        pictures = make_thumbnails(info, start, stop)
    follower = _Follower(track)
    total = round((track.times[-1] - track.times[0]) / LOOK_EVERY_S) + 1
    for done, (index, gray) in enumerate(pictures):
        report(STAGE, min(done, total), total)
        follower.look(index - start, gray)
    report(STAGE, total, total)
    if not follower.looks:
        return replace(still_camera(len(track), _TEXTS["unknown"]), kind="unknown", is_trusted=False)
    return summarise(follower.looks, track.times, follower.scale, max(track.image_size))


class _Follower:
    """Follows background points from one look to the next."""

    def __init__(self, track: Track) -> None:
        self._track = track
        self.looks: list[_Look] = []
        self.scale = thumbnail_scale(track.image_size)
        """Pixels of the video per pixel of the small picture."""
        self._base = _Look(0, (0.0, 0.0), 0.0, 0.0, True)  # of the picture that points were taken from
        self._first: NDArray[np.float32] = np.empty((0, 1, 2), np.float32)  # points in that picture
        self._now = self._first
        self._previous: Gray | None = None

    def look(self, row: int, gray: Gray) -> None:
        """One more picture."""
        if self._previous is None:
            self.looks.append(_Look(row, (0.0, 0.0), 0.0, 0.0, True))
            self._renew(gray, self.looks[-1])
        else:
            self._follow(self._previous, gray, row)
        self._previous = gray

    def _follow(self, previous: Gray, gray: Gray, row: int) -> None:
        import cv2

        fit: tuple[float, float, float, float] | None = None
        if len(self._now):
            follow: Any = cv2.calcOpticalFlowPyrLK  # its stub knows no None
            moved, found, _ = follow(previous, gray, self._now, None, winSize=(15, 15))
            kept = found.ravel() == 1
            self._first, self._now = self._first[kept], moved[kept]
            fit = self._fit(gray)
        if fit is None:
            last = self.looks[-1]
            self.looks.append(_Look(row, last.shift, last.roll, last.log_zoom, False))
            self._renew(gray, self.looks[-1])
            return
        dx, dy, roll, log_zoom = fit
        base = self._base
        look = _Look(
            row, (base.shift[0] + dx, base.shift[1] + dy), base.roll + roll, base.log_zoom + log_zoom, True
        )
        self.looks.append(look)
        is_far = np.hypot(dx, dy) > _RENEW_AT * max(gray.shape)
        if is_far or len(self._now) < 3 * _LEAST_POINTS:
            self._renew(gray, look)

    def _fit(self, gray: Gray) -> tuple[float, float, float, float] | None:
        """Shift of the middle, roll and log zoom since the points were taken; None if they do not agree."""
        import cv2

        if len(self._now) < _LEAST_POINTS:
            return None
        middle = np.array([gray.shape[1], gray.shape[0]], np.float32) / 2
        matrix, inliers = cv2.estimateAffinePartial2D(
            self._first - middle, self._now - middle, method=cv2.RANSAC, ransacReprojThreshold=1.5
        )
        agreeing = inliers.ravel() == 1 if matrix is not None else np.zeros(len(self._now), np.bool_)
        if agreeing.sum() < max(_LEAST_POINTS, 0.4 * len(self._now)):
            return None
        self._first, self._now = self._first[agreeing], self._now[agreeing]
        (a, _, dx), (b, _, dy) = matrix
        return float(dx), float(dy), float(np.arctan2(b, a)), float(np.log(np.hypot(a, b)))

    def _renew(self, gray: Gray, look: _Look) -> None:
        """Take new points from this picture, none on the person."""
        import cv2

        mask = np.full(gray.shape, 255, np.uint8)
        left, top, right, bottom = self._person_box(look.row, gray.shape)
        mask[top:bottom, left:right] = 0
        found: Any = cv2.goodFeaturesToTrack(gray, _POINTS, 0.01, 7, mask=mask)
        self._first = np.empty((0, 1, 2), np.float32) if found is None else found
        self._now, self._base = self._first, look

    def _person_box(self, row: int, shape: tuple[int, ...]) -> tuple[int, int, int, int]:
        points = self._track.points[row] / self.scale
        points = points[np.isfinite(points).all(axis=1)]
        if not len(points):
            return 0, 0, 0, 0
        low, high = points.min(axis=0), points.max(axis=0)
        margin = _MARGIN * float((high - low).max())
        low, high = np.maximum(low - margin, 0), np.maximum(high + margin, 0)
        left, top, right, bottom = (int(value) for value in (*low, *high))
        return min(left, shape[1]), min(top, shape[0]), min(right, shape[1]), min(bottom, shape[0])


def summarise(looks: list[_Look], times: Array, scale: float, longer_side: int) -> CameraMotion:
    """The motion of each frame from the looks, what kind it is, and whether to believe it."""
    rows = [look.row for look in looks]
    at = times[rows]
    shift = scale * np.array([look.shift for look in looks])
    roll = np.array([look.roll for look in looks])
    zoom = np.array([look.log_zoom for look in looks])
    sure = float(np.mean([look.is_sure for look in looks]))
    kind = _classify(shift / longer_side, roll, sure)
    zoomed = float(np.ptp(zoom)) > _WALK_ZOOM
    text = _TEXTS[kind]
    if kind != "unknown" and zoomed:
        text = "The camera seems to walk or zoom, which cannot be followed: only its turns are taken out."
    elif kind not in ("unknown", "static") and sure < 0.9:
        text += f" In {100 * (1 - sure):.0f} % of the looks too little background agreed."
    return CameraMotion(
        kind,
        np.stack([np.interp(times, at, shift[:, i]) for i in range(2)], axis=1).astype(np.float32),
        np.interp(times, at, roll).astype(np.float32),
        kind != "unknown" and not zoomed and (kind == "static" or sure >= 0.9),
        text,
    )


_TEXTS: dict[CameraKind, str] = {
    "static": "The camera stood still.",
    "panning": "The camera panned, and its turns are taken out.",
    "handheld": "The camera was held by hand, and its turns are taken out.",
    "unknown": "Too little background could be followed to tell whether the camera moved; it was taken"
    " to stand still.",
}


def _classify(shift: Array, roll: Array, sure: float) -> CameraKind:
    """Kind of motion from shifts (L, 2) in longer sides and rolls (L,) of L looks."""
    if sure < 0.5:
        return "unknown"
    # A turn about the view moves the picture's edge by half a longer side for each radian.
    moved = np.linalg.norm(shift - np.median(shift, axis=0), axis=1) + np.abs(roll - np.median(roll)) / 2
    if np.percentile(moved, 95) < _STILL_PX:
        return "static"
    return "handheld" if moved.max() < _SHAKE_PX else "panning"
