"""What is drawn over the picture: the person's keypoints, a shifted ghost of them, and the map of drift."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QImage, QLinearGradient, QPainter, QPen

from app.theme import SPACE, Theme
from app.views.video_mapping import ViewMapping
from app.widgets.ramp import full_scale_mm, ramp_colour, ramp_image
from core.geometry.image import denormalise
from core.pose.records import Flag
from core.pose.skeleton import Skeleton
from core.take import Take

JOINT_RADIUS = 4.0
BONE_WIDTH = 3.0
LEAST_OPACITY = 0.25
"""Of a keypoint whose confidence is 0: faint, and still to be found."""
HALO_OPACITY = 0.55
"""Of the line in the canvas's colour around bones and joints: the picture beneath may be dark or bright."""
MAP_OPACITY = 0.55
# As numbers: asking an enumeration takes longer than drawing what it says.
FILLED_IN, BY_HAND, OUTSIDE = (
    int(flags) for flags in (Flag.INTERPOLATED | Flag.OUTLIER, Flag.CORRECTED, Flag.OUTSIDE)
)


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A person's keypoints in one frame."""

    skeleton: Skeleton
    points: NDArray[np.float32]
    """(J, 2) pixels of the picture; NaN is not drawn."""
    confidence: NDArray[np.float32]
    """(J,) 0 to 1."""
    flags: NDArray[np.uint8]
    """(J,) `Flag` bits."""

    def with_joint(self, joint: int, x: float, y: float) -> "Figure":
        """The same figure with one joint elsewhere, seen for sure."""
        points, confidence, flags = self.points.copy(), self.confidence.copy(), self.flags.copy()
        points[joint], confidence[joint], flags[joint] = (x, y), 1, Flag.CORRECTED
        return replace(self, points=points, confidence=confidence, flags=flags)


def figure_of(take: Take, frame: int) -> Figure | None:
    """What the lifters saw in a frame of the video; None outside the clip."""
    track = take.track
    row = frame - int(track.frames[0]) if len(track) else -1
    if not 0 <= row < len(track):
        return None
    return Figure(track.skeleton, track.points[row], track.confidence[row], track.flags[row])


def detected_figures(take: Take, frame: int) -> Iterator[Figure]:
    """Everybody whom the detector saw in a frame, as it saw them."""
    detections = take.detections
    first, stop = np.searchsorted(detections.row_frames, (frame, frame + 1))
    for row in range(first, stop):
        flags = np.zeros(len(detections.skeleton), np.uint8)
        yield Figure(detections.skeleton, detections.points[row], detections.confidence[row], flags)


def draw_figure(
    painter: QPainter, figure: Figure, mapping: ViewMapping, theme: Theme, *, chosen: str | None = None
) -> None:
    """Bones and joints: left, right and middle in the theme's colours, confidence as opacity.

    Joints filled in between sightings are hollow, those outside the picture have a dashed ring, those placed
    by hand a square, and the chosen one a ring in the accent colour.
    """
    points = mapping.to_view(figure.points)
    seen = np.asarray(np.isfinite(points).all(axis=1))
    dots = [QPointF(x, y) if is_seen else None for (x, y), is_seen in zip(points.tolist(), seen, strict=True)]
    sure = np.clip(np.nan_to_num(figure.confidence), 0, 1)
    opacities: list[float] = (LEAST_OPACITY + (1 - LEAST_OPACITY) * sure).tolist()
    size, halo = _figure_size(points), _halo(theme)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_bones(painter, figure.skeleton, dots, opacities, size, theme, halo)
    for dot, name, opacity, flags in zip(
        dots, figure.skeleton.joints, opacities, figure.flags.tolist(), strict=True
    ):
        if dot is not None:
            _draw_joint(
                painter, dot, _with_alpha(_side_colour(name, theme), opacity), flags, size, theme, halo
            )
    if chosen in figure.skeleton.joints and (dot := dots[figure.skeleton.index(chosen)]) is not None:
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot, 2.2 * size * JOINT_RADIUS, 2.2 * size * JOINT_RADIUS)


def draw_ghost(painter: QPainter, figure: Figure, mapping: ViewMapping, theme: Theme) -> None:
    """The outline of a figure that is tried elsewhere."""
    points = mapping.to_view(figure.points)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for pen in (QPen(_halo(theme), 4), QPen(QColor(theme.accent), 2, Qt.PenStyle.DashLine)):
        painter.setPen(pen)
        for a, b in figure.skeleton.edges:
            if np.isfinite(points[[a, b]]).all():
                painter.drawLine(QPointF(*points[a]), QPointF(*points[b]))


def nearest_joint(figure: Figure, mapping: ViewMapping, x: float, y: float, reach: float) -> int | None:
    """The joint that is nearest to a place of the view, if one is within `reach` view pixels."""
    away = np.hypot(*(mapping.to_view(figure.points) - (x, y)).T)
    if not np.isfinite(away).any():
        return None
    joint = int(np.nanargmin(away))
    return joint if away[joint] <= reach else None


@dataclass(frozen=True, slots=True, eq=False)
class SafetyMap:
    """How far a lifter's pose drifts where in the picture the person may be, coloured."""

    image: QImage
    corners: NDArray[np.float32]
    """(2, 2) top left and bottom right, normalised image units."""
    largest_mm: float

    @classmethod
    def paint(
        cls, drift_mm: NDArray[np.floating], extent: tuple[float, float, float, float], theme: Theme
    ) -> "SafetyMap":
        """Of (rows, columns) millimetres, top row first, over left, top, right, bottom; NaN stays clear."""
        largest = full_scale_mm(drift_mm)
        image = ramp_image(drift_mm / largest, theme)
        return cls(image, np.array(extent, np.float32).reshape(2, 2), largest)

    def draw(self, painter: QPainter, mapping: ViewMapping, theme: Theme) -> None:
        """The map over the picture, and its legend in the corner."""
        size = (mapping.picture_width, mapping.picture_height)
        (left, top), (right, bottom) = mapping.to_view(denormalise(self.corners, *size))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRect(QRectF(*mapping.rectangle))
        painter.setOpacity(MAP_OPACITY)
        painter.drawImage(QRectF(left, top, right - left, bottom - top), self.image)
        painter.restore()
        self._draw_legend(painter, mapping, theme)

    def _draw_legend(self, painter: QPainter, mapping: ViewMapping, theme: Theme) -> None:
        metrics = QFontMetricsF(painter.font())
        texts = ("0 mm", f"{self.largest_mm:.0f} mm")
        widths = [metrics.horizontalAdvance(text) for text in texts]
        bar, height = 72, metrics.height() + SPACE
        box = QRectF(SPACE, mapping.view_height - SPACE - height, sum(widths) + bar + 4 * SPACE, height)
        draw_plate(painter, box, theme)
        inner = box.adjusted(SPACE, 0, -SPACE, 0)
        painter.setPen(QColor(theme.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, texts[0])
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, texts[1])
        ramp = QRectF(inner.left() + widths[0] + SPACE, box.center().y() - 4, bar, 8)
        gradient = QLinearGradient(ramp.topLeft(), ramp.topRight())
        for place in (0, 1):
            gradient.setColorAt(place, ramp_colour(place, theme))
        painter.fillRect(ramp, QBrush(gradient))


def draw_plate(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """What a label stands on, over whatever picture."""
    ground = QColor(theme.panel)
    ground.setAlpha(225)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)


def _side_colour(name: str, theme: Theme) -> str:
    if name.startswith("left_"):
        return theme.left
    return theme.right if name.startswith("right_") else theme.middle


def _with_alpha(colour: str, opacity: float) -> QColor:
    seen_through = QColor(colour)
    seen_through.setAlphaF(opacity)
    return seen_through


def _halo(theme: Theme) -> QColor:
    return _with_alpha(theme.canvas, HALO_OPACITY)


def _figure_size(points: NDArray[np.float64]) -> float:
    """How large to draw, 0.5 to 1.5: a far person's lines must not hide the person."""
    seen = points[np.isfinite(points).all(axis=1)]
    extent = float(np.ptp(seen, axis=0).max()) if len(seen) else 0.0
    return min(1.5, max(0.5, extent / 320))


def _draw_bones(
    painter: QPainter,
    skeleton: Skeleton,
    dots: list[QPointF | None],
    opacities: list[float],
    size: float,
    theme: Theme,
    halo: QColor,
) -> None:
    """Between those of the joints' places that are known."""
    bones = [
        (a, b, QLineF(start, end))
        for a, b in skeleton.edges
        if (start := dots[a]) is not None and (end := dots[b]) is not None
    ]
    pen = QPen(halo, BONE_WIDTH * size + 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLines([line for _, _, line in bones])
    pen.setWidthF(BONE_WIDTH * size)
    for a, b, line in bones:
        # A bone is as sure as the less sure of its ends, and has the colour of the one that has a side.
        sided = next((j for j in (b, a) if skeleton.mirror[j] != j), b)
        colour = _side_colour(skeleton.joints[sided], theme)
        pen.setColor(_with_alpha(colour, min(opacities[a], opacities[b])))
        painter.setPen(pen)
        painter.drawLine(line)


def _draw_joint(
    painter: QPainter, at: QPointF, colour: QColor, flags: int, size: float, theme: Theme, halo: QColor
) -> None:
    radius = JOINT_RADIUS * size
    is_hollow = bool(flags & FILLED_IN)
    painter.setPen(QPen(colour if is_hollow else halo, 2 if is_hollow else 1))
    painter.setBrush(halo if is_hollow else colour)
    if flags & BY_HAND:
        painter.drawRect(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius))
    else:
        painter.drawEllipse(at, radius, radius)
    if flags & OUTSIDE:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.warning), 2, Qt.PenStyle.DotLine))
        painter.drawEllipse(at, 2 * radius, 2 * radius)
