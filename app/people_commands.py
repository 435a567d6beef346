"""What the actions do about people: of the chosen one, with a menu of the others where one is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from core.take import Take


class PeopleCommands(QObject):
    """Called by the table of actions."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    @property
    def _take(self) -> Take | None:
        return self._window.session.take

    def choose(self) -> None:
        """A menu of everybody."""
        if (take := self._take) is not None:
            from app.views.people_menu import add_choice

            menu = self._make_menu()
            add_choice(menu, take, self._window.choosing.choose)
            self._open(menu)

    def merge(self) -> None:
        """A menu of those who may be the chosen person, too."""
        if (take := self._take) is not None:
            from app.views.people_menu import add_merge

            menu = self._make_menu()
            add_merge(menu, take, take.person, self._window.choosing.change)
            self._open(menu)

    def cut(self) -> None:
        """From the frame shown on, the chosen person is somebody else."""
        if (take := self._take) is not None:
            from core.people import CutPerson

            edit = CutPerson(take.person, self._window.session.frame, take.people.next_number)
            self._window.choosing.change(edit)

    def swap(self) -> None:
        """A menu of those with whom the chosen person was exchanged."""
        if (take := self._take) is not None:
            from app.views.people_menu import add_swap

            session, menu = self._window.session, self._make_menu()
            add_swap(
                menu, take, take.person, frame=session.frame, loop=session.loop,
                change=self._window.choosing.change,
            )  # fmt: skip
            self._open(menu)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open(self, menu: QMenu) -> None:
        """Where the pointer is, or in the middle of the window; ready for the arrow keys."""
        window, at = self._window, QCursor.pos()
        if not window.frameGeometry().contains(at):
            at = window.mapToGlobal(window.rect().center())
        menu.popup(at)
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])
