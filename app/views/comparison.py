"""The lifters in figures, joint by joint: how they differ, how steady each is, and how far from truth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.core_words import words_of
from app.newest import NewestJob
from app.session import Session
from app.theme import SPACE, Theme
from app.views.comparison_table import ComparisonTable
from app.widgets.hint import make_hint
from app.widgets.when_seen import WhenSeen
from core.jobs import Report

if TYPE_CHECKING:
    from core.evaluation.truth import Truth
    from core.take import Take
    from core.take_comparison import Column


class ComparisonPanel(QWidget):
    """A table that can be sorted; a click on a figure jumps to the frame where it is worst."""

    problem = Signal(str)
    """What could not be done, in a sentence."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._truth: Truth | None = None
        self._take: Take | None = None
        self._work = NewestJob("compare lifters", self._show, self._refuse, self)
        self._reading = NewestJob("read truth", self._put_truth, self._refuse, self)
        self._table = ComparisonTable(theme, self)
        self._view = self._make_view()
        self._load = QPushButton(self.tr("Load truth…"))
        self._load.setToolTip(self.tr("Real joints of this clip, from an NPZ, TRC, C3D or CSV file"))
        self._load.clicked.connect(self._choose_truth)
        self._clear = QPushButton(self.tr("Without truth"))
        self._clear.clicked.connect(lambda: self._put_truth(None))
        self._note = QLabel(wordWrap=True)
        self._note.setProperty("role", "faint")
        self._stack = self._lay_out()
        self.setAccessibleName(self.tr("Comparison of the lifters"))
        self._later = WhenSeen(self, self._compare)
        session.take_changed.connect(lambda _: self._refresh())
        session.preview_changed.connect(lambda _: self._refresh())
        session.video_changed.connect(lambda _: self._put_truth(None))
        session.joint_changed.connect(self._select_joint)
        self._put_truth(None)

    def set_theme(self, theme: Theme) -> None:
        """Change the look."""
        self._table.set_theme(theme)

    def load_truth(self, path: Path) -> None:
        """Compare with the truth in a file from now on; what is wrong with it is said by `problem`."""

        def read(_report: Report) -> Truth:
            from core.evaluation.truth_files import read_truth

            return read_truth(path)

        self._note.setText(self.tr("Reading {name}…").format(name=path.name))
        self._reading.ask(read, stop_last=True)

    def _make_view(self) -> QTableView:
        view = QTableView()
        view.setModel(self._table)
        view.setSortingEnabled(True)
        view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setShowGrid(False)
        view.setAlternatingRowColors(True)
        view.setWordWrap(False)
        view.setStyleSheet(f"QTableView::item {{ padding: 0 {SPACE}px; }}")  # as in the headers
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + SPACE)
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        view.horizontalHeader().setHighlightSections(False)
        view.setAccessibleName(self.tr("Figures of each lifter by joint"))
        view.clicked.connect(self._jump)
        view.activated.connect(self._jump)
        return view

    def _lay_out(self) -> QStackedLayout:
        buttons = QHBoxLayout()
        buttons.addWidget(self._note, 1)
        buttons.addWidget(self._clear)
        buttons.addWidget(self._load)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(buttons)
        column.addWidget(self._view, 1)
        stack = QStackedLayout(self)
        stack.addWidget(
            make_hint(
                self.tr(
                    "Here the lifters will be compared joint by joint: how far apart they are, how much each"
                    " drifts and jitters, and, with truth loaded, how large their errors are."
                )
            )
        )
        stack.addWidget(full)
        return stack

    def _refresh(self) -> None:
        take = self._session.shown
        if take is None or not take.results:
            self._later.drop()
            self._work.drop()
            self._table.show_columns(())
            self._stack.setCurrentIndex(0)
        else:
            self._later.ask()

    def _compare(self) -> None:
        take, truth = self._session.shown, self._truth
        if take is None:
            return

        def compare(_report: Report) -> tuple[Take, tuple[Column, ...]]:
            from core.take_comparison import compare_take

            return take, compare_take(take, truth)

        self._work.ask(compare)

    def _show(self, answer: tuple[Take, tuple[Column, ...]]) -> None:
        self._take, columns = answer
        self._table.show_columns(columns)
        self._stack.setCurrentIndex(1)
        self._say_truth()
        self._select_joint(self._session.joint)

    def _say_truth(self) -> None:
        if self._truth is None:
            self._note.setText(self.tr("Click a figure to see the frame where it is worst."))
        elif self._truth.is_camera:
            self._note.setText(self.tr("Truth: {name}").format(name=self._truth.source))
        else:
            self._note.setText(
                self.tr(
                    "Truth: {name}. It does not say where the camera stood: for MPJPE each lifter's clip was"
                    " turned onto it as a whole."
                ).format(name=self._truth.source)
            )

    def _choose_truth(self) -> None:
        folder = str(self._session.video.path.parent) if self._session.video is not None else ""
        kinds = self.tr("Truth of the same clip (*.npz *.trc *.c3d *.csv)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Load truth"), folder, kinds)
        if name:
            self.load_truth(Path(name))

    def _put_truth(self, truth: Truth | None) -> None:
        self._truth = truth
        self._clear.setVisible(truth is not None)
        self._say_truth()
        self._refresh()

    def _refuse(self, error: Exception) -> None:
        self.problem.emit(words_of(error))
        if self._truth is not None:  # it cannot be compared with this clip
            self._put_truth(None)
        self._say_truth()

    def _jump(self, index: QModelIndex) -> None:
        if self._take is None:
            return
        self._session.choose_joint(self._table.joint(index.row()))
        row = self._table.worst_row(index)
        if row is not None:
            self._session.show_frame(int(self._take.track.frames[row]))

    def _select_joint(self, name: str | None) -> None:
        row = self._table.row_of(name)
        if row is not None and row != self._view.currentIndex().row():
            column = max(self._view.currentIndex().column(), 0)
            self._view.setCurrentIndex(self._table.index(row, column))
