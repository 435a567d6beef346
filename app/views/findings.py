"""What a person should look at: each finding with its severity, its place and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.core_words import in_our_words
from app.icons import make_icon
from app.session import Session
from app.theme import SPACE, Theme
from app.widgets.hint import make_hint
from app.widgets.wrapped_list import WrappedList

if TYPE_CHECKING:
    from core.diagnostics.findings import Finding
    from core.take import Take

_FINDING = Qt.ItemDataRole.UserRole


class FindingsPanel(QWidget):
    """A list in the order of frames; a click jumps to the first frame concerned."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._count = QLabel()
        self._count.setProperty("role", "faint")
        self._notes = QCheckBox(self.tr("Show notes"))
        self._notes.setChecked(True)
        self._notes.setToolTip(self.tr("Also what is worth knowing, but no reason to doubt the pose"))
        self._notes.toggled.connect(lambda _: self._refresh())
        self._list = WrappedList()
        self._list.setIconSize(QSize(20, 20))
        self._list.setAccessibleName(self.tr("Findings"))
        self._list.itemClicked.connect(self._jump)
        self._list.itemActivated.connect(self._jump)
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(self._notes)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.addLayout(head)
        column.addWidget(self._list, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(
            make_hint(self.tr("Here will be the places of the clip where the pose deserves a second look."))
        )
        self._stack.addWidget(make_hint(self.tr("Nothing was found that deserves a second look.")))
        self._stack.addWidget(full)
        self._stack.addWidget(
            make_hint(self.tr("Findings come once the whole clip is lifted and its diagnostics are done."))
        )
        self.setAccessibleName(self.tr("Findings"))
        session.take_changed.connect(lambda _: self._refresh())
        session.preview_changed.connect(lambda _: self._refresh())
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Change the icons' colours."""
        self._theme = theme
        self._refresh()

    def _refresh(self) -> None:
        take = self._session.shown
        chosen = self._list.currentRow()
        self._list.clear()
        if take is None:
            self._stack.setCurrentIndex(0)
            return
        if self._session.take is None:
            self._stack.setCurrentIndex(3)
            return
        if not take.findings:
            self._stack.setCurrentIndex(1)
            return
        rows = _rows(take.findings)
        warnings = sum(finding.severity == "warning" for finding, _ in rows)
        notes = len(rows) - warnings
        self._count.setText(
            self.tr("{warnings} warnings, {notes} notes").format(warnings=warnings, notes=notes)
        )
        icons = {
            "warning": make_icon("warning", self._theme, colour=self._theme.warning),
            "note": make_icon("info", self._theme, colour=self._theme.faint),
        }
        for finding, text in rows:
            if finding.severity == "note" and not self._notes.isChecked():
                continue
            item = QListWidgetItem(icons[finding.severity], f"{_place(finding, take)}\n{text}")
            item.setData(_FINDING, finding)
            item.setToolTip(self.tr("Go to frame {frame}").format(frame=finding.start))
            self._list.addItem(item)
        self._list.setCurrentRow(min(chosen, self._list.count() - 1))
        self._stack.setCurrentIndex(2)

    def _jump(self, item: QListWidgetItem) -> None:
        self._session.show_frame(item.data(_FINDING).start)


def _rows(findings: Sequence[Finding]) -> list[tuple[Finding, str]]:
    """Each finding with its sentence; what is said of several lifters alike is said once, of all of them."""
    rows: dict[tuple[str, int, int, str], tuple[Finding, list[str]]] = {}
    for finding in findings:
        text = in_our_words(finding.text).removeprefix(f"{finding.lifter}: ")
        key = (finding.kind, finding.start, finding.stop, text)
        names = rows.setdefault(key, (finding, []))[1]
        if finding.lifter is not None:
            names.append(finding.lifter)
    return [
        (finding, f"{', '.join(names)}: {text}" if names else text)
        for (*_, text), (finding, names) in rows.items()
    ]


def _place(finding: Finding, take: Take) -> str:
    """Such as `2.13 s to 2.40 s · frames 64 to 72`."""
    times, last = take.video.times, finding.stop - 1
    start_s, end_s = (float(times[min(frame, len(times) - 1)]) for frame in (finding.start, last))
    if finding.start == last:
        return f"{start_s:.2f} s · {_frames(finding.start, last)}"
    return f"{start_s:.2f} – {end_s:.2f} s · {_frames(finding.start, last)}"


def _frames(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first} – {last}"
