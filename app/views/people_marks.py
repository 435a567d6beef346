"""Everybody in the picture: faint figures with numbers, and who of them is under the pointer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.theme import SPACE, Theme
from app.views.video_mapping import ViewMapping
from core.pose.skeleton import Skeleton
from core.take import Take

BONE_REACH = 10.0
"""View pixels around a bone within which the pointer has the person."""
CROWD = 7
"""From so many people on, figures are drawn plainly: round ends and a halo take five times as long."""
FAINT = 0.5
"""Opacity of who is not chosen: there to be seen, and not in the way."""
_CORNER = 0.22
"""Of a box's side is drawn at each of its corners."""


@dataclass(frozen=True, slots=True, eq=False)
class PersonMark:
    """One person in one frame, as the detector saw them."""

    number: int
    skeleton: Skeleton
    points: NDArray[np.float32]
    """(K, 2) pixels of the picture; NaN where not seen."""
    is_chosen: bool

    def box(self, mapping: ViewMapping) -> QRectF:
        """Around all that was seen, in the view."""
        points = mapping.to_view(self.points[np.isfinite(self.points).all(axis=1)])
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        return QRectF(left, top, right - left, bottom - top).adjusted(-SPACE, -SPACE, SPACE, SPACE)


def people_marks(take: Take, frame: int) -> tuple[PersonMark, ...]:
    """Everybody who was seen in a frame of the video; nobody where the whole clip has one person only."""
    people = take.people
    if len(people.numbers) < 2:
        return ()
    detections, rows = people.detections, people.detections.rows_of(frame)
    return tuple(
        PersonMark(number, detections.skeleton, points, number == take.person)
        for number, points in zip(people.labels[rows].tolist(), detections.points[rows], strict=True)
        if number and np.isfinite(points).all(axis=1).any()
    )


def person_at(marks: tuple[PersonMark, ...], mapping: ViewMapping, x: float, y: float) -> int | None:
    """The number of the person at a place of the view: by the nearest bone, else by the smallest box."""
    away = {mark.number: _distance(mark, mapping, x, y) for mark in marks}
    if away and min(away.values()) <= BONE_REACH:
        return min(away, key=lambda number: away[number])
    boxes = {mark.number: mark.box(mapping) for mark in marks}
    around = {number: box for number, box in boxes.items() if box.contains(x, y)}
    return min(around, key=lambda number: around[number].width() * around[number].height(), default=None)


def draw_people(
    painter: QPainter,
    marks: tuple[PersonMark, ...],
    mapping: ViewMapping,
    theme: Theme,
    *,
    hovered: int | None,
    awaited: int | None,
    has_figures: bool,
) -> None:
    """Numbers of all, and faint figures of those who are not chosen, unless their figures are there already.

    Who is `hovered` stands out, and who is `awaited` (chosen, but not lifted yet) has a dashed box.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in marks:
        stands_out = mark.number in (hovered, awaited)
        if not mark.is_chosen and not has_figures:
            is_plain = len(marks) >= CROWD and not stands_out
            _draw_bones(painter, mark, mapping, theme, 1.0 if stands_out else FAINT, is_plain=is_plain)
        if stands_out and not mark.is_chosen:
            _draw_corners(painter, mark.box(mapping), QColor(theme.person(mark.number)))
    for mark in sorted(marks, key=lambda mark: mark.is_chosen):
        _draw_number(painter, mark, mapping, theme, mark.number in (hovered, awaited))
    painter.restore()


def _distance(mark: PersonMark, mapping: ViewMapping, x: float, y: float) -> float:
    """View pixels from a place to the person's nearest bone."""
    points = mapping.to_view(mark.points)
    ends = points[np.array(mark.skeleton.edges)]  # (B, 2, 2)
    start, along = ends[:, 0], ends[:, 1] - ends[:, 0]
    length = np.maximum((along**2).sum(axis=1), 1e-9)
    part = (((x, y) - start) * along).sum(axis=1) / length
    away = np.linalg.norm(start + part.clip(0, 1)[:, None] * along - (x, y), axis=1)
    return float(np.nanmin(away)) if np.isfinite(away).any() else np.inf


def _draw_bones(
    painter: QPainter,
    mark: PersonMark,
    mapping: ViewMapping,
    theme: Theme,
    opacity: float,
    *,
    is_plain: bool,
) -> None:
    points = mapping.to_view(mark.points)
    ends = points[np.array(mark.skeleton.edges)].reshape(-1, 4)
    bones = [QLineF(*bone) for bone in ends[np.isfinite(ends).all(axis=1)].tolist()]
    halo, colour = QColor(theme.canvas), QColor(theme.person(mark.number))
    halo.setAlphaF(0.5 * opacity)
    colour.setAlphaF(opacity)
    cap = Qt.PenCapStyle.FlatCap if is_plain else Qt.PenCapStyle.RoundCap
    pens = ((colour, 2),) if is_plain else ((halo, 4), (colour, 2))
    for ink, width in pens:
        pen = QPen(ink, width)
        pen.setCapStyle(cap)
        painter.setPen(pen)
        painter.drawLines(bones)


def _draw_corners(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """The corners of a box: what is within stays free."""
    side = _CORNER * min(box.width(), box.height())
    painter.setPen(QPen(colour, 2))
    for corner, dx, dy in (
        (box.topLeft(), side, side), (box.topRight(), -side, side),
        (box.bottomLeft(), side, -side), (box.bottomRight(), -side, -side),
    ):  # fmt: skip
        painter.drawPolyline([corner + QPointF(dx, 0), corner, corner + QPointF(0, dy)])


def _draw_number(
    painter: QPainter, mark: PersonMark, mapping: ViewMapping, theme: Theme, stands_out: bool
) -> None:
    """A plate above the head: the number in the person's colour, or filled with it for who is chosen."""
    colour = QColor(theme.person(mark.number))
    text = _tr("Person {0}").format(mark.number) if stands_out else str(mark.number)
    metrics = QFontMetricsF(painter.font())
    height = metrics.height() + 2
    box = mark.box(mapping)
    plate = QRectF(0, 0, max(height, metrics.horizontalAdvance(text) + SPACE), height)
    plate.moveCenter(QPointF(box.center().x(), box.top() - height / 2 - 2))
    room = QRectF(0, 0, mapping.view_width, mapping.view_height)
    plate.moveLeft(min(max(plate.left(), room.left() + 1), room.right() - plate.width() - 1))
    plate.moveTop(min(max(plate.top(), room.top() + 1), room.bottom() - height - 1))
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(colour if mark.is_chosen else QColor(theme.panel))
    painter.drawRoundedRect(plate, 4, 4)
    painter.setPen(QColor(theme.panel) if mark.is_chosen else QColor(theme.text))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)
