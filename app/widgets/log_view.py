"""What Relief has done and met, as text to read and to copy."""

import logging
from collections import deque

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

_LINES = 2000


class LogLines(logging.Handler):
    """Keeps the last lines of the log. Any thread may log; nothing of Qt happens here."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=_LINES)
        self.setFormatter(logging.Formatter("%(asctime)s  %(levelname)-7s  %(message)s", "%H:%M:%S"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record, with its traceback where it has one."""
        self.lines.extend(self.format(record).splitlines())


class LogView(QDialog):
    """The lines of the log; opened again, it shows what came since."""

    def __init__(self, lines: LogLines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Log"))
        self._lines = lines
        self._text = QPlainTextEdit(readOnly=True, lineWrapMode=QPlainTextEdit.LineWrapMode.NoWrap)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(self.font().pointSizeF())
        self._text.setFont(fixed)
        self._text.setAccessibleName(self.windowTitle())
        copy = QPushButton(self.tr("Copy all"))
        copy.clicked.connect(self._copy)
        column = QVBoxLayout(self)
        column.addWidget(self._text)
        column.addWidget(copy, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(820, 420)
        self.refresh()

    def refresh(self) -> None:
        """Show what there is by now, at its end."""
        self._text.setPlainText("\n".join(self._lines.lines) or self.tr("Nothing yet."))
        bar = self._text.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _copy(self) -> None:
        self._text.selectAll()
        self._text.copy()
