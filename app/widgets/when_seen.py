"""Work that is only worth doing once somebody can see what comes of it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class WhenSeen(QObject):
    """Does something soon after it was asked for, or as soon as the widget is seen; asked twice, once.

    A panel behind another tab is not seen, though Qt calls it visible: it gets no paint event. Each piece of
    work is an event of its own, between which the window hears of keys and the mouse.
    """

    def __init__(self, widget: QWidget, work: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self.is_wanted = False
        """Whether it was asked for and is not done yet."""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._do)
        self._work = work
        widget.installEventFilter(self)

    def ask(self) -> None:
        """There is something new to show."""
        self.is_wanted = True
        if self._is_seen:
            self._soon.start()

    def drop(self) -> None:
        """There is nothing to show any more."""
        self.is_wanted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The widget is painted, so it is seen."""
        if self.is_wanted and event.type() == QEvent.Type.Paint:
            self._soon.start()
        return False

    @property
    def _is_seen(self) -> bool:
        return not self._widget.visibleRegion().isEmpty()

    def _do(self) -> None:
        if self.is_wanted and self._is_seen:
            self.is_wanted = False
            self._work()
