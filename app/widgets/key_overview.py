"""All keys on one page, as they are now."""

from collections.abc import Iterator

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.action_bar import ActionBar, translate
from app.actions import ACTIONS, MENUS
from app.theme import SPACE
from app.views.skeleton.commands import COMMANDS
from app.views.skeleton.texts import translate as translate_3d

_COLUMNS: tuple[tuple[str, ...], ...] = (("Play",), ("File", "Edit"), ("View", "Process", "Help"))


class KeyOverview(QDialog):
    """The table of actions that have keys, by menu, in three columns."""

    def __init__(self, actions: ActionBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        page = QWidget()
        row = QHBoxLayout(page)
        row.setSpacing(4 * SPACE)
        for menus in _COLUMNS:
            column = QVBoxLayout()
            row.addLayout(column)  # before it is filled: labels then belong to the page from the start
            column.setSpacing(SPACE)  # else that of the row
            for menu in (m for m in MENUS if m in menus):
                self._add_part(column, translate(menu), _keys_of_menu(actions, menu))
            if "View" in menus:
                title = self.tr("In the 3D view, while it has the focus")
                self._add_part(column, title, _keys_of_3d_view())
            column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(page)
        layout = QVBoxLayout(self)
        layout.addWidget(area)
        hint = QLabel(self.tr("Other keys can be chosen in the settings."))
        hint.setProperty("role", "faint")
        layout.addWidget(hint)
        self.resize(page.sizeHint().width() + 60, min(page.sizeHint().height() + 80, 640))

    def _add_part(self, column: QVBoxLayout, title: str, keys: Iterator[tuple[str, str]]) -> None:
        """A heading, and below it keys with what they do."""
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        column.addWidget(heading)
        grid = QGridLayout()
        column.addLayout(grid)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (shown, text) in enumerate(keys):
            left = QLabel(shown)
            left.setProperty("role", "heading")
            grid.addWidget(left, row, 0)
            grid.addWidget(QLabel(text), row, 1)
        column.addSpacing(SPACE)


def _keys_of_menu(actions: ActionBar, menu: str) -> Iterator[tuple[str, str]]:
    for entry in (e for e in ACTIONS.values() if e.menu == menu):
        if keys := actions[entry.id].shortcuts():
            yield "  ".join(map(_native, keys)), translate(entry.text)


def _keys_of_3d_view() -> Iterator[tuple[str, str]]:
    for command in COMMANDS.values():
        if command.key:
            yield _native(QKeySequence(command.key)), translate_3d(command.text)


def _native(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.NativeText)
