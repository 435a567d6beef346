"""The table of actions made real: one QAction each, and the menus and toolbars that hold them."""

from collections.abc import Callable, Mapping
from functools import reduce

from PySide6.QtCore import QCoreApplication, QObject, QSize, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar

from app.actions import ACTIONS, MENUS, ActionEntry, Toolbar, When
from app.icons import make_icon
from app.settings import Settings
from app.theme import Theme


def translate(text: str) -> str:
    """A text of the table in the user's language."""
    return QCoreApplication.translate("Actions", text)


class ActionBar(QObject):
    """All actions of a window. They call its handlers, and follow its conditions and the settings."""

    triggered = Signal(str)
    """Id of the action, before it does what it does."""

    def __init__(self, window: QObject, settings: Settings, conditions: Mapping[When, Callable[[], bool]]):
        super().__init__(window)
        self._window, self._settings, self._conditions = window, settings, conditions
        self.actions = {entry.id: self._make(entry) for entry in ACTIONS.values()}
        settings.keys_changed.connect(self.take_keys)
        self.take_keys()
        self.refresh()

    def __getitem__(self, id_: str) -> QAction:
        return self.actions[id_]

    def take_keys(self) -> None:
        """Give each action the keys that the settings say."""
        for entry in ACTIONS.values():
            action = self.actions[entry.id]
            action.setShortcuts([QKeySequence(k) for k in self._settings.keys_of(entry.id, entry.keys)])
            shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            tip = translate(entry.tip)
            action.setToolTip(f"{tip}  ({shown})" if shown else tip)

    def refresh(self) -> None:
        """Enable what can be done now."""
        holds = {when: is_so() for when, is_so in self._conditions.items()}
        for entry in ACTIONS.values():
            self.actions[entry.id].setEnabled(holds[entry.when])

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in the theme's colours."""
        for entry in ACTIONS.values():
            if entry.icon:
                self.actions[entry.id].setIcon(make_icon(entry.icon, theme))

    def fill_menus(self, bar: QMenuBar) -> dict[str, QMenu]:
        """A menu for each of the table, by its English name."""
        menus: dict[str, QMenu] = {name: bar.addMenu(translate(name)) for name in MENUS}
        for entry in ACTIONS.values():
            if entry.starts_group:
                menus[entry.menu].addSeparator()
            menus[entry.menu].addAction(self.actions[entry.id])
        return menus

    def fill_toolbar(self, toolbar: QToolBar, name: Toolbar) -> None:
        """The actions of one toolbar; a line wherever the menu changes."""
        toolbar.setIconSize(QSize(20, 20))
        menu = None
        for entry in ACTIONS.values():
            if entry.toolbar == name:
                if menu not in (None, entry.menu):
                    toolbar.addSeparator()
                toolbar.addAction(self.actions[entry.id])
                menu = entry.menu

    def _make(self, entry: ActionEntry) -> QAction:
        action = QAction(translate(entry.text), self._window)
        action.setObjectName(entry.id)
        action.setStatusTip(translate(entry.tip))
        action.triggered.connect(lambda: self._call(entry))
        return action

    def _call(self, entry: ActionEntry) -> None:
        self.triggered.emit(entry.id)
        reduce(getattr, entry.handler.split("."), self._window)(*entry.arguments)  # type: ignore[operator]
