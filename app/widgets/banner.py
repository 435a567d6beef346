"""Messages that stay in sight without getting in the way: one sentence each, at the top of the window."""

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.icons import make_icon
from app.theme import SPACE, Theme

Kind = Literal["info", "good", "warning", "error"]
Choice = tuple[str, Callable[[], None]]

_MOST = 3
"""Messages at a time: of more, nobody reads the first."""
_GOOD_NEWS_MS = 8000


class Message(QFrame):
    """One sentence with a way to dismiss it, and maybe something to do about it."""

    def __init__(self, text: str, kind: Kind, choices: Sequence[Choice], theme: Theme) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.text, self.kind = text, kind
        self.setProperty("kind", kind)
        self._icon, self._close = QLabel(), QPushButton(flat=True)
        label = QLabel(text, wordWrap=True)
        label.setTextFormat(Qt.TextFormat.PlainText)  # a name of a file may look like tags
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        label.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE + 4, SPACE // 2, SPACE, SPACE // 2)
        row.addWidget(self._icon)
        row.addWidget(label, 1)
        for title, call in choices:
            button = QPushButton(title)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # when it goes, the keys must not go to a field
            button.clicked.connect(self.hide_for_good)
            button.clicked.connect(lambda _=False, call=call: call())  # any callable, which Qt does not take
            row.addWidget(button)
        self._close.setAccessibleName(self.tr("Dismiss"))
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.setFixedSize(26, 26)
        self._close.setStyleSheet("QPushButton { border: none; padding: 0; background: transparent; }")
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.hide_for_good)
        row.addWidget(self._close)
        self.set_theme(theme)

    def hide_for_good(self) -> None:
        """Take the message away."""
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def set_theme(self, theme: Theme) -> None:
        """Change the icons' colours."""
        colours = {"info": theme.accent, "good": theme.good, "warning": theme.warning, "error": theme.error}
        name = "check" if self.kind == "good" else self.kind
        self._icon.setPixmap(make_icon(name, theme, colour=colours[self.kind]).pixmap(20, 20))
        self._close.setIcon(make_icon("close", theme, colour=theme.faint))


class Banner(QWidget):
    """The messages of a window, the newest at the top."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)

    @property
    def messages(self) -> list[Message]:
        """Those that are shown, the newest first."""
        # Not by the items of the layout: PySide does not hear when one is deleted, and takes another object
        # that comes to lie at its address for it, which crashes when that one goes.
        return self.findChildren(Message, options=Qt.FindChildOption.FindDirectChildrenOnly)[::-1]

    def show_message(self, text: str, kind: Kind = "info", choices: Sequence[Choice] = ()) -> Message:
        """Say something; good news with nothing to choose go by themselves. Nothing is said twice."""
        for old in self.messages:
            if old.text == text:
                old.hide_for_good()
        for old in self.messages[_MOST - 1 :]:
            old.hide_for_good()
        message = Message(text, kind, choices, self._theme)
        self._column.insertWidget(0, message)
        if kind == "good" and not choices:
            QTimer.singleShot(_GOOD_NEWS_MS, message, message.hide_for_good)
        return message

    def withdraw(self, text: str) -> None:
        """Take a message away that is out of date."""
        for message in self.messages:
            if message.text == text:
                message.hide_for_good()

    def clear(self) -> None:
        """Take all messages away."""
        for message in self.messages:
            message.hide_for_good()

    def set_theme(self, theme: Theme) -> None:
        """Change the icons' colours."""
        self._theme = theme
        for message in self.messages:
            message.set_theme(theme)
