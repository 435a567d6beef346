"""What the people's lanes show: where each person is seen, and how that is drawn."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.theme import SPACE, Theme
from app.views.timeline_axis import TimeAxis
from core.people import CutPerson, People, SwapPeople

Range = tuple[int, int]
"""First frame, and the frame after the last."""

_LEAST_RUN = 2.0
"""View pixels: who is seen for one frame of thousands is still found."""
_FAINT = 0.55


@dataclass(frozen=True, slots=True)
class PersonLane:
    """What is known of one person over time."""

    number: int
    runs: tuple[Range, ...]
    """Where the person is seen."""
    frames: int
    """In how many frames that is."""
    changes: tuple[int, ...]
    """Frames at which somebody cut or exchanged this person by hand."""


def person_lanes(people: People) -> tuple[PersonLane, ...]:
    """A lane for each person, in the order of their numbers; none where there is one person only."""
    numbers = people.numbers
    if len(numbers) < 2:
        return ()
    return tuple(_person_lane(people, number) for number in numbers)


def _person_lane(people: People, number: int) -> PersonLane:
    frames = people.frames(number)
    parts = np.split(frames, np.flatnonzero(np.diff(frames) > 1) + 1)
    changes: list[int] = []
    for edit in people.edits:
        if isinstance(edit, CutPerson) and number in (edit.person, edit.new):
            changes.append(edit.frame)
        elif isinstance(edit, SwapPeople) and number in (edit.person, edit.other):
            changes += [edit.start, edit.stop]
    runs = tuple((int(part[0]), int(part[-1]) + 1) for part in parts)
    return PersonLane(number, runs, len(frames), tuple(changes))


def draw_name(
    painter: QPainter, lane: PersonLane, box: QRectF, theme: Theme, share: str, state: str, is_chosen: bool
) -> None:
    """Left of a lane's box: the number in the person's colour, filled for who is chosen, and two words."""
    chip = QRectF(SPACE, box.top() + 1, box.height() - 2, box.height() - 2)
    chip.setWidth(max(chip.height(), painter.fontMetrics().horizontalAdvance(str(lane.number)) + 6))
    colour = QColor(theme.person(lane.number))
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(colour if is_chosen else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(chip, 3, 3)
    painter.setPen(QColor(theme.panel if is_chosen else theme.text))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, str(lane.number))
    text = QRectF(chip.right() + 6, box.top(), box.left() - SPACE - chip.right() - 6, box.height())
    painter.setPen(QColor(theme.text if is_chosen else theme.faint))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(text, middle | Qt.AlignmentFlag.AlignRight, share)
    painter.drawText(text, middle, state)


def draw_person_lane(
    painter: QPainter, lane: PersonLane, box: QRectF, axis: TimeAxis, theme: Theme, is_chosen: bool
) -> None:
    """Bars where the person is seen, and a line where somebody changed by hand who it is."""
    painter.save()
    painter.setClipRect(box)
    painter.fillRect(box, QColor(theme.canvas))
    colour = QColor(theme.person(lane.number))
    colour.setAlphaF(1.0 if is_chosen else _FAINT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    inset = box.height() * (0.15 if is_chosen else 0.28)
    for start, stop in lane.runs:
        left, right = axis.x_of_start(start), axis.x_of_start(stop)
        if right >= box.left() and left <= box.right():
            bar = QRectF(left, box.top() + inset, max(right - left, _LEAST_RUN), box.height() - 2 * inset)
            painter.drawRoundedRect(bar, 2, 2)
    painter.setPen(QPen(QColor(theme.text), 1.5))
    for frame in lane.changes:
        x = axis.x_of_start(frame)
        painter.drawLine(QLineF(x, box.top(), x, box.bottom()))
    painter.restore()
