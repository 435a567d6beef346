"""What the window shows while nothing is open: what to do, and with what."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.icons import make_icon
from app.theme import SPACE, Theme

_SHOWN = 5


class EmptyState(QWidget):
    """An invitation: drop a video, open one, try the sample, or go on with a recent one."""

    open_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        title = QLabel(self.tr("Drop a video of a person here"), alignment=Qt.AlignmentFlag.AlignCenter)
        title.setProperty("role", "title")
        hint = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        hint.setText(
            self.tr("Relief finds the person, lifts the motion to 3D twice, and says where to believe it.")
        )
        hint.setProperty("role", "faint")
        hint.setMinimumWidth(
            hint.fontMetrics().horizontalAdvance(hint.text()) // 2 + 8 * SPACE
        )  # two even lines
        self._sample = QPushButton(self.tr("Try the sample video"))
        self._sample.setObjectName("primary")
        self._open = QPushButton(self.tr("Open a video or take…"))
        for button, signal in ((self._sample, self.sample_wanted), (self._open, self.open_wanted)):
            button.setMinimumHeight(36)
            button.setIconSize(QSize(18, 18))
            button.clicked.connect(signal)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._sample)
        buttons.addSpacing(SPACE)
        buttons.addWidget(self._open)
        buttons.addStretch()
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._links: list[QWidget] = []
        frame = QFrame()
        frame.setObjectName("drop")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 5 * SPACE)
        inner.setSpacing(2 * SPACE)
        inner.addWidget(self._picture)
        inner.addWidget(title)
        inner.addWidget(hint)
        inner.addSpacing(SPACE)
        inner.addLayout(buttons)
        inner.addLayout(self._recent)
        frame.setMaximumWidth(760)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(frame, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        self._frame = frame
        self.setAccessibleName(title.text())
        self.set_theme(theme)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """The files opened lately, as links."""
        for old in self._links:
            self._recent.removeWidget(old)
            old.deleteLater()
        self._links = []
        if not paths:
            return
        heading = QLabel(self.tr("Recent"))
        heading.setProperty("role", "faint")
        self._recent.addWidget(heading)
        self._links.append(heading)
        for path in paths[:_SHOWN]:
            button = QPushButton(path.name, flat=True)
            button.setToolTip(str(path))
            button.setStyleSheet(
                "QPushButton { text-align: left; border-color: transparent; background: none; }"
            )
            button.clicked.connect(lambda _=False, p=str(path): self.recent_wanted.emit(p))
            self._recent.addWidget(button)
            self._links.append(button)

    def show_drop(self, is_over: bool) -> None:
        """Show that what hangs over the window can be dropped."""
        self._frame.setProperty("active", "true" if is_over else "false")
        self._frame.style().polish(self._frame)

    def set_theme(self, theme: Theme) -> None:
        """Change the icons' colours."""
        self._theme = theme
        self._picture.setPixmap(make_icon("disagreement", theme, colour=theme.accent).pixmap(64, 64))
        self._sample.setIcon(make_icon("sample", theme, colour=theme.on_accent))
        self._open.setIcon(make_icon("open", theme))
