"""Exporting: formats and options from the table, and what reading the files back found."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from app.core_words import in_our_words, words_of
from app.dialogs.export_options import ExportOptionForm, tr_export
from app.job_runner import Job, JobRunner
from app.lifter_shelf import LifterShelf
from app.session import Session
from app.settings import Settings
from app.theme import SPACE
from app.widgets.wrapped_list import WrappedList
from core.errors import ReliefError

if TYPE_CHECKING:
    from core.export.exporting import Exported
    from core.jobs import Report

_USUAL = ("csv", "bvh")

log = logging.getLogger(__name__)


class ExportDialog(QDialog):
    """Formats on the left; what there is to choose for those that are ticked on the right."""

    def __init__(
        self,
        session: Session,
        jobs: JobRunner,
        settings: Settings,
        shelf: LifterShelf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export the motion"))
        self._session, self._jobs, self._settings, self._shelf = session, jobs, settings, shelf
        self._job: Job | None = None
        self.formats = self._make_formats()
        self.lifters = {name: QCheckBox(name) for name in (session.take.results if session.take else ())}
        for box in self.lifters.values():
            box.setChecked(True)
        rate = settings["rate"]
        self.options = ExportOptionForm(None if rate == "video" else rate, settings["unit"])
        self._lay_out()
        self._show_options()
        self.formats.itemChanged.connect(self._show_options)
        session.video_changed.connect(self.close)

    # ---- making it

    def _make_formats(self) -> QListWidget:
        from core.export.formats import EXPORT_FORMATS

        chosen = self._settings.remembered("export/formats") or list(_USUAL)
        chosen = [chosen] if isinstance(chosen, str) else chosen
        formats = WrappedList()
        formats.setAccessibleName(self.tr("Formats"))
        for name, entry in EXPORT_FORMATS.items():
            item = QListWidgetItem(f"{name.upper()}: {tr_export(entry.description)}")
            item.setData(Qt.ItemDataRole.UserRole, name)
            missing = entry.why_unavailable()
            item.setFlags(
                Qt.ItemFlag.NoItemFlags
                if missing
                else Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsSelectable
            )
            item.setToolTip(missing or entry.suffix)
            is_on = name in chosen and not missing
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            formats.addItem(item)
        return formats

    def _lay_out(self) -> None:
        left, right, columns = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.addWidget(self._heading(self.tr("Formats")))
        left.addWidget(self.formats, 1)
        right.addWidget(self._heading(self.tr("Lifters")))
        for box in self.lifters.values():
            right.addWidget(box)
        self.everybody = QCheckBox(self.tr("All people, one file each"))
        self.everybody.setToolTip(self.tr("Those who are not chosen are lifted first, which takes a while"))
        people = self._session.take.people.numbers if self._session.take else ()
        if len(people) > 1:
            right.addSpacing(SPACE)
            right.addWidget(self._heading(self.tr("People")))
            right.addWidget(self.everybody)
        else:
            self.everybody.setParent(self)
            self.everybody.hide()
        right.addSpacing(SPACE)
        right.addWidget(self._heading(self.tr("Options")))
        right.addLayout(self.options)
        right.addStretch(1)
        columns.addLayout(left, 1)
        columns.addSpacing(SPACE)
        columns.addLayout(right)  # as wide as its longest choice
        self._folder, self._stem = QLineEdit(), QLineEdit()
        self._folder.setAccessibleName(self.tr("Folder"))
        self._stem.setAccessibleName(self.tr("Name"))
        video = self._session.video
        if video is not None:
            remembered = self._settings.remembered("export/folder")
            self._folder.setText(str(remembered or video.path.parent))
            self._stem.setText(video.path.stem)
        browse = QPushButton(self.tr("Choose…"))
        browse.clicked.connect(self._browse)
        place = QHBoxLayout()
        place.addWidget(QLabel(self.tr("Folder")))
        place.addWidget(self._folder, 3)
        place.addWidget(browse)
        place.addWidget(QLabel(self.tr("Name")))
        place.addWidget(self._stem, 1)
        self._replace = QCheckBox(self.tr("Replace files that are there already"))
        self.result_text = QPlainTextEdit(readOnly=True)
        self.result_text.setAccessibleName(self.tr("What was written"))
        self.result_text.setPlaceholderText(self.tr("Every file is read back; what was found is said here."))
        self.result_text.setMaximumHeight(130)
        self._go, self._open = QPushButton(self.tr("Export")), QPushButton(self.tr("Open the folder"))
        self._go.setDefault(True)
        self._go.clicked.connect(self.export)
        self._open.setEnabled(False)
        self._open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder.text())))
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self._replace)
        buttons.addStretch()
        for button in (self._open, close, self._go):
            buttons.addWidget(button)
        page = QVBoxLayout(self)
        page.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        page.setSpacing(SPACE)
        page.addLayout(columns, 1)
        page.addLayout(place)
        page.addWidget(self.result_text)
        page.addLayout(buttons)
        letter = self.fontMetrics().averageCharWidth()
        room = self.screen().availableSize()
        self.resize(min(max(1040, 140 * letter), room.width()), min(max(640, 80 * letter), room.height()))

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", "heading")
        return label

    # ---- options

    @property
    def chosen_formats(self) -> list[str]:
        """Those that are ticked."""
        items = (self.formats.item(row) for row in range(self.formats.count()))
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    def choose_formats(self, names: list[str]) -> None:
        """Tick these and no others."""
        for row in range(self.formats.count()):
            item = self.formats.item(row)
            is_on = item.data(Qt.ItemDataRole.UserRole) in names
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)

    def choose_place(self, folder: Path, stem: str) -> None:
        """Write there, under names that begin so."""
        self._folder.setText(str(folder))
        self._stem.setText(stem)

    def _show_options(self) -> None:
        self.options.show_for(self.chosen_formats)
        self._go.setEnabled(bool(self.chosen_formats) and self._job is None)

    # ---- writing

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for the files"), self._folder.text())
        if folder:
            self._folder.setText(folder)

    def export(self) -> None:
        """Write the files in the background, and say what was found in them."""
        take = self._session.take
        if take is None or self._job is not None:
            return
        try:
            options = self.options.options()
        except ReliefError as error:
            self.result_text.setPlainText(words_of(error))
            return
        folder, stem = Path(self._folder.text()).expanduser(), self._stem.text().strip() or "motion"
        formats, may_replace = self.chosen_formats, self._replace.isChecked()
        lifters = [name for name, box in self.lifters.items() if box.isChecked()]
        self._settings.remember("export/formats", formats)
        self._settings.remember("export/folder", str(folder))

        shelf, device = self._shelf, self._settings["device"]
        has_all = self.everybody.isChecked()

        def work(report: Report) -> list[Exported]:
            if has_all:
                loaded = shelf.take(tuple(take.results), device)
                from core.recast import export_everybody

                return export_everybody(
                    take, loaded, folder, stem, formats, only=lifters, options=options,
                    may_replace=may_replace, report=report,
                )  # fmt: skip
            from core.take_export import export_poses

            return export_poses(
                take, folder, stem, formats, lifters=lifters, options=options, may_replace=may_replace,
                report=report,
            )  # fmt: skip

        self._go.setEnabled(False)
        self.result_text.setPlainText(self.tr("Writing…"))
        self._job = self._jobs.start(
            self.tr("Exporting"), work, self._show_written, self._show_failed, lambda: self._show_failed(None)
        )

    def _show_written(self, written: list[Exported]) -> None:
        log.info("exported %s", ", ".join(str(item.path) for item in written))
        if self._end():
            self._open.setEnabled(True)
            self.result_text.setPlainText("\n".join(line for item in written for line in _describe(item)))

    def _show_failed(self, error: Exception | None) -> None:
        if self._end():
            text = words_of(error) if error else self.tr("Stopped; nothing was written.")
            self.result_text.setPlainText(
                text.replace("Replace it with --force", self.tr("Tick the box below"))
            )

    def _end(self) -> bool:
        """The job is over; False if the dialog is, too."""
        from shiboken6 import isValid

        if not isValid(self):
            return False
        self._job = None
        self._go.setEnabled(bool(self.chosen_formats))
        return True


def _describe(item: Exported) -> list[str]:
    """What was found in a file, in lines."""
    if item.left_out:
        return [f"{item.path.name}: {in_our_words(item.left_out)}"]
    lines = [item.path.name]
    if (read := item.read_back) is not None:
        lines[0] += "  " + tr_export("{frames} frames").format(frames=read.frames)
        if read.error is not None:
            found = tr_export("read back: {mean} mm off on average, {most} mm at most")
            lines[0] += ", " + found.format(mean=f"{read.error.mean_mm:.2f}", most=f"{read.error.max_mm:.2f}")
        lines += [f"    ! {in_our_words(warning)}" for warning in read.warnings]
    return lines
