"""The menu of the video: corrections over a range of frames, as records for whoever applies them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from app.joint_names import joint_words
from core.corrections import Correction, MarkUnseen, Reset, Sides, SwapSides
from core.take import Take

Range = tuple[int, int]
"""First frame of the video, and the frame after the last."""


@dataclass(frozen=True, slots=True)
class CorrectionItem:
    """One thing that can be wanted of a range of frames."""

    text: str
    make: Callable[[int, int], Correction]
    starts_group: bool = False


def correction_items(joint: str | None, joints: tuple[str, ...]) -> list[CorrectionItem]:
    """What can be corrected: of the joint under the pointer first, then of sides and of the whole body."""
    items = []
    if joint is not None:
        name, one = joint_words(joint), (joint,)
        items += [
            CorrectionItem(_tr("Mark {0} as unseen").format(name), lambda a, b: MarkUnseen(a, b, one)),
            CorrectionItem(_tr("Reset {0}").format(name), lambda a, b: Reset(a, b, one)),
        ]
    sides: tuple[tuple[Sides, str], ...] = (
        ("legs", _tr("Swap left and right leg")),
        ("arms", _tr("Swap left and right arm")),
        ("body", _tr("Swap left and right of the whole body")),
    )
    for limbs, text in sides:
        items.append(CorrectionItem(text, _swapper(limbs), starts_group=limbs == "legs"))
    items += [
        CorrectionItem(
            _tr("Mark the whole person as unseen"), lambda a, b: MarkUnseen(a, b, joints), starts_group=True
        ),
        CorrectionItem(_tr("Reset all joints"), lambda a, b: Reset(a, b, joints)),
    ]
    return items


def correction_ranges(take: Take, frame: int, loop: tuple[int, int] | None) -> list[tuple[str, Range]]:
    """The ranges offered, by what they are called; only what lies within the clip."""
    first, last = int(take.track.frames[0]), int(take.track.frames[-1])
    ranges = []
    if first <= frame <= last:
        ranges = [
            (_tr("This frame"), (frame, frame + 1)),
            (_tr("This frame on"), (frame, last + 1)),
            (_tr("Up to this frame"), (first, frame + 1)),
        ]
    if loop is not None and loop[0] <= last and loop[1] >= first:
        begin, end = max(loop[0], first), min(loop[1], last)
        ranges.append((_tr("The loop, frames {0} to {1}").format(begin, end), (begin, end + 1)))
    return [*ranges, (_tr("The whole clip"), (first, last + 1))]


def add_corrections(
    menu: QMenu,
    take: Take,
    *,
    frame: int,
    loop: tuple[int, int] | None,
    joint: str | None,
    apply: Callable[[Correction], None],
) -> None:
    """Fill a menu with a submenu of ranges for each thing that can be wanted."""
    for item in correction_items(joint, take.track.skeleton.joints):
        if item.starts_group and not menu.isEmpty():
            menu.addSeparator()
        submenu = menu.addMenu(item.text)
        for text, (start, stop) in correction_ranges(take, frame, loop):
            action = submenu.addAction(text)
            action.triggered.connect(_applier(apply, item, start, stop))


def make_menu(parent: QWidget) -> QMenu:
    """A menu that goes away once it is closed."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _swapper(limbs: Sides) -> Callable[[int, int], Correction]:
    return lambda start, stop: SwapSides(start, stop, limbs)


def _applier(
    apply: Callable[[Correction], None], item: CorrectionItem, start: int, stop: int
) -> Callable[[], None]:
    return lambda: apply(item.make(start, stop))


def _tr(text: str) -> str:
    return QCoreApplication.translate("VideoMenu", text)
