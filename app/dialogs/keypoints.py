"""Keypoints that people have already: which file, how it is to be read, and what was found in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.core_words import in_our_words, words_of
from app.newest import NewestJob
from app.opening import KEYPOINT_SUFFIXES
from app.session import Session
from app.theme import SPACE, Theme
from app.widgets.number_field import pad_number
from core.errors import ReliefError

if TYPE_CHECKING:
    from core.detectors.keypoint_files import KeypointSource
    from core.detectors.keypoint_files.formats import KeypointFormat
    from core.detectors.keypoint_files.records import KeypointRows
    from core.jobs import Report
    from core.video import VideoInfo

    _Content = tuple[KeypointFormat, KeypointRows]

_LARGEST_NUMBER = 2_000_000


@dataclass(frozen=True, slots=True)
class _Found:
    """What a file turned out to hold."""

    format: str
    first: int
    """The number of the video's first frame: the one asked for, or what is usual in such files."""
    low: int
    high: int
    """Numbers of the first and the last frame that it speaks of."""
    people: int
    error: ReliefError | None = None
    """Why it does not fit the video."""


class KeypointsDialog(QDialog):
    """Reads the file at every change and says what is in it, before anything is made of it."""

    chosen = Signal(object)
    """`KeypointSource` that fits the open video."""

    def __init__(
        self, session: Session, theme: Theme, folder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keypoints for this video"))
        self._session, self._theme, self._folder = session, theme, folder
        self._content: _Content | None = None
        self._found: _Found | None = None
        self._reading = NewestJob("read keypoints", self._show_found, self._show_error, self)
        self.path = QLineEdit()
        self.path.setPlaceholderText(self.tr("A file, or a folder of OpenPose's JSON"))
        self.path.editingFinished.connect(self._read_anew)
        self.format = self._make_formats()
        self.first = QSpinBox()
        self.first.setRange(-_LARGEST_NUMBER, _LARGEST_NUMBER)
        self.first.setKeyboardTracking(False)
        pad_number(self.first)
        self.first.valueChanged.connect(lambda _: self._read())
        self.note = QLabel(wordWrap=True)
        self.note.setMinimumHeight(4 * self.note.fontMetrics().height())
        self.note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.use = QPushButton(self.tr("Use these keypoints"))
        self._lay_out()
        self._say(self.tr("The person's 2D keypoints come from this file instead of a detector."))
        session.video_changed.connect(self.close)
        self.finished.connect(self._reading.drop)

    def _make_formats(self) -> QComboBox:
        from core.detectors.keypoint_files import KEYPOINT_FORMATS

        formats = QComboBox()
        formats.addItem(self.tr("Seen from the content"), None)
        for name, entry in KEYPOINT_FORMATS.items():
            formats.addItem(f"{name}: {in_our_words(entry.description)}", name)
        formats.currentIndexChanged.connect(lambda _: self._read_anew())
        return formats

    def _lay_out(self) -> None:
        file, folder = QPushButton(self.tr("File…")), QPushButton(self.tr("Folder…"))
        file.clicked.connect(self._choose_file)
        folder.clicked.connect(self._choose_folder)
        place = QHBoxLayout()
        place.setSpacing(SPACE)
        for part in (self.path, file, folder):
            place.addWidget(part)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        form.setVerticalSpacing(SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Keypoints"), place)
        form.addRow(self.tr("Format"), self.format)
        form.addRow(self.tr("First frame's number"), self.first)
        self.first.setToolTip(self.tr("The number that the file gives to the video's first frame"))
        for field, name in (
            (self.path, self.tr("Keypoints")),
            (self.format, self.tr("Format")),
            (self.first, self.tr("First frame's number")),
        ):
            field.setAccessibleName(name)
        self.use.setDefault(True)
        self.use.setEnabled(False)
        self.use.clicked.connect(self._use)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(close)
        buttons.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addLayout(form)
        column.addSpacing(SPACE)
        column.addWidget(self.note, 1)
        column.addLayout(buttons)
        self.resize(720, 280)

    def choose_path(self, path: Path) -> None:
        """Read this file or folder."""
        self.path.setText(str(path))
        self._read_anew()

    def _choose_file(self) -> None:
        kinds = self.tr("Keypoints")
        patterns = " ".join(f"*{suffix}" for suffix in KEYPOINT_SUFFIXES)
        every = self.tr("All files")
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open keypoints"), self._folder,
            f"{kinds} ({patterns});;{every} (*)",
        )  # fmt: skip
        if path:
            self.choose_path(Path(path))

    def _choose_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, self.tr("Folder of OpenPose's JSON"), self._folder)
        if path:
            self.choose_path(Path(path))

    # ---- reading

    def _read_anew(self) -> None:
        """Another file, or another way to read it: its own numbering counts."""
        self._found = self._content = None
        self._read()

    def _read(self) -> None:
        text, video = self.path.text().strip(), self._session.video
        self.use.setEnabled(False)
        if not text or video is None:
            return
        path, form, content = Path(text).expanduser(), self.format.currentData(), self._content
        first = self.first.value() if self._found is not None else None
        self._say(self.tr("Reading {name}…").format(name=path.name))

        def read(report: Report) -> tuple[_Content, _Found]:
            from core.detectors.keypoint_files import read_keypoints

            known = content or read_keypoints(path, form, report)
            return known, _look_into(path, known, first, video)

        self._reading.ask(read, stop_last=True)

    def _show_found(self, answer: tuple[_Content, _Found]) -> None:
        video = self._session.video
        if video is None:
            return
        self._content, found = answer
        self._found = found
        with QSignalBlocker(self.first):
            self.first.setValue(found.first)
        if found.error is not None:
            self._show_error(found.error)
            return
        text = self.tr("{format}: {people} poses in frames {low} to {high} of the file, which are frames"
                       " {start} to {end} of the video's {count}.")  # fmt: skip
        self._say(
            text.format(
                format=found.format, people=found.people, low=found.low, high=found.high,
                start=found.low - found.first, end=found.high - found.first, count=len(video),
            ),
            "good",
        )  # fmt: skip
        self.use.setEnabled(True)

    def _show_error(self, error: Exception) -> None:
        text = words_of(error)
        for theirs, ours in (  # the core speaks of the command line's options
            ("say --keypoints-first", self.tr("set the number of the video's first frame to")),
            ("Say which with --keypoints-format", self.tr("Choose the format")),
        ):
            text = text.replace(theirs, ours)
        self._say(text, "error")

    def _say(self, text: str, kind: Literal["faint", "good", "error"] = "faint") -> None:
        self.note.setText(text)
        self.note.setStyleSheet(f"color: {getattr(self._theme, kind)};")

    def _use(self) -> None:
        if self._found is not None and self._found.error is None:
            self.chosen.emit(self._source(self._found))
            self.close()

    def _source(self, found: _Found) -> KeypointSource:
        from core.detectors.keypoint_files import KeypointSource

        return KeypointSource(Path(self.path.text().strip()).expanduser(), found.format, found.first)


def _look_into(path: Path, content: _Content, first: int | None, video: VideoInfo) -> _Found:
    """What the file holds, and whether it fits; `first` None for the number that is usual in such files."""
    from core.detectors.keypoint_files import KeypointSource, fit_keypoints

    chosen, rows = content
    number = rows.first if first is None else first
    low, high = (int(rows.frames.min()), int(rows.frames.max())) if len(rows.frames) else (0, -1)
    error = None
    try:
        fit_keypoints(KeypointSource(path, chosen.name, number), chosen, rows, video)
    except ReliefError as unfit:
        error = unfit
    return _Found(chosen.name, number, low, high, len(rows.numbers), error)
