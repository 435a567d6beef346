"""The panels in their docks: made when the first video is opened, arranged in presets, remembered."""

from __future__ import annotations

import importlib
import itertools
from typing import Any, cast

from PySide6.QtCore import QByteArray, QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDockWidget,
    QMainWindow,
    QTabBar,
    QTabWidget,
    QWidget,
)

from app.layouts import ARRANGEMENTS, LAYOUTS, PANELS, Arrangement, Layout
from app.session import Session
from app.settings import Settings
from app.theme import Theme

_STATE_VERSION = 2
"""Raised when panels come or go: what was remembered before would leave holes."""


class Workspace(QMainWindow):
    """A window within the window that holds nothing but docks."""

    layout_changed = Signal(str)

    def __init__(self, session: Session, settings: Settings, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Widget)
        self._settings = settings
        self.setDockNestingEnabled(True)
        self.setAnimated(False)  # a preset is there at once
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.panels: dict[str, Any] = {}
        """By their ids; panels have in common what `app.layouts` and the rules of panels say."""
        self.docks: dict[str, QDockWidget] = {}
        for entry in PANELS.values():
            panel = getattr(importlib.import_module(entry.module), entry.kind)(session, theme)
            self.panels[entry.id] = panel
            self.docks[entry.id] = self._make_dock(entry.id, entry.title, panel)
        for button in self.findChildren(QAbstractButton):
            # A click must not take the keys along: Space plays, whatever was clicked last.
            if button.focusPolicy() & Qt.FocusPolicy.ClickFocus:
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.current: Layout | None = None
        """The preset that is shown; None before the first is."""

    def _make_dock(self, id_: str, title: str, panel: QWidget) -> QDockWidget:
        dock = QDockWidget(QCoreApplication.translate("Panels", title), self)
        dock.setObjectName(id_)
        dock.setWidget(panel)
        dock.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetClosable
            | QDockWidget.DockWidgetFeature.DockWidgetMovable
            | QDockWidget.DockWidgetFeature.DockWidgetFloatable
        )
        for signal in (dock.topLevelChanged, dock.dockLocationChanged):
            signal.connect(lambda _: QTimer.singleShot(0, self, self._trim_titles))
        return dock

    def show_layout(self, name: Layout) -> None:
        """Put the panels as the user had them in this preset, or as it comes."""
        if self.current is not None and name != self.current:
            self.remember()
        self.current = name
        focused = QApplication.focusWidget()
        state = self._settings.remembered(f"layout/{name}")
        if not (isinstance(state, QByteArray) and self.restoreState(state, _STATE_VERSION)):
            self._arrange(name)
        self._settings.remember("layout", name)
        self._trim_titles()
        if focused is not None and self.isAncestorOf(focused):
            focused.setFocus()  # a panel that is put elsewhere has lost it
        self.layout_changed.emit(name)

    def reset(self) -> None:
        """Put the panels of this preset where they belong."""
        name = self.current or "review"
        self._settings.remember(f"layout/{name}", None)
        self.current = None
        self.show_layout(name)

    def show_last_layout(self) -> None:
        """The preset that was shown last time."""
        name = self._settings.remembered("layout")
        self.show_layout(cast("Layout", name) if name in LAYOUTS else "review")

    def remember(self) -> None:
        """Keep how the panels of this preset lie."""
        if self.current is not None:
            self._settings.remember(f"layout/{self.current}", self.saveState(_STATE_VERSION))

    def set_theme(self, theme: Theme) -> None:
        """Change the look of all panels."""
        for panel in self.panels.values():
            panel.set_theme(theme)

    def _trim_titles(self) -> None:
        """A panel among tabs has its name on the tab already."""
        for tabs in self.findChildren(QTabBar):
            tabs.setAccessibleName(self.tr("Panels"))
            tabs.setElideMode(Qt.TextElideMode.ElideNone)
            tabs.setUsesScrollButtons(True)
        for dock in self.docks.values():
            is_tab = not dock.isFloating() and any(
                other.isVisible() or not other.isHidden() for other in self.tabifiedDockWidgets(dock)
            )
            has_title = dock.titleBarWidget() is None
            if is_tab and has_title:
                dock.setTitleBarWidget(QWidget(dock))
            elif not is_tab and not has_title:
                dock.setTitleBarWidget(None)  # type: ignore[arg-type]  # Qt's own comes back

    def _arrange(self, name: Layout) -> None:
        arrangement, docks = ARRANGEMENTS[name], self.docks
        for dock in docks.values():
            dock.setFloating(False)
            self.removeDockWidget(dock)
        heads = [docks[column[0][0]] for column in arrangement.columns]
        self.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, heads[0])
        # The timeline first: what is split off the first column later stays above it.
        self.splitDockWidget(heads[0], docks["timeline"], Qt.Orientation.Vertical)
        for left, right in itertools.pairwise(heads):
            self.splitDockWidget(left, right, Qt.Orientation.Horizontal)
        for column in arrangement.columns:
            for above, below in itertools.pairwise(column):
                self.splitDockWidget(docks[above[0]], docks[below[0]], Qt.Orientation.Vertical)
            for front, *others in column:
                for other in others:
                    self.tabifyDockWidget(docks[front], docks[other])
        for dock in docks.values():
            dock.show()
        for column in arrangement.columns:
            for place in column:
                docks[place[0]].raise_()
        self._share_room(arrangement)

    def _share_room(self, arrangement: Arrangement) -> None:
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        width, height = max(self.width(), 1), max(self.height(), 1)
        heads = [self.docks[column[0][0]] for column in arrangement.columns]
        shares = [width * share // sum(arrangement.widths) for share in arrangement.widths]
        self.resizeDocks(heads, shares, across)
        below = int(height * arrangement.timeline)
        self.resizeDocks([heads[0], self.docks["timeline"]], [height - below, below], down)
        for column in arrangement.columns:
            if len(column) > 1:
                stack = [self.docks[place[0]] for place in column]
                total = sum(arrangement.heights)
                self.resizeDocks(stack, [(height - below) * h // total for h in arrangement.heights], down)
