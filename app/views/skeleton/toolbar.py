"""The slim toolbar over the 3D view, built from its commands."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton, QWidget

from app.views.skeleton.commands import COMMANDS, TRAIL_FRAMES, Command, Part
from app.views.skeleton.texts import translate


class ViewActions(QObject):
    """An action for each command, calling its method of the panel; and the toolbar that holds them."""

    trail_chosen = Signal(int)
    lifter_chosen = Signal(str)

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self._panel = panel
        self.actions = {command.id: self._make(command) for command in COMMANDS.values()}
        modes = QActionGroup(self)
        for command in COMMANDS.values():
            if command.part == "mode":
                modes.addAction(self.actions[command.id])
        panel.addActions(list(self.actions.values()))
        self._lifters = QMenu(panel)
        self._lifter_button = QToolButton()
        self.toolbar = self._fill()

    def __getitem__(self, id_: str) -> QAction:
        return self.actions[id_]

    def offer_lifters(self, names: tuple[str, ...], shown: tuple[str, ...], *, enabled: bool) -> None:
        """Whom mode One can show; the button is hidden where there is no choice."""
        self._lifters.clear()
        for name in names:
            action = self._lifters.addAction(name)
            action.setCheckable(True)
            action.setChecked(name in shown)
            action.triggered.connect(lambda _checked=False, name=name: self.lifter_chosen.emit(name))
        self._lifter_button.setText(shown[0] if shown else "")
        self._lifter_action.setVisible(enabled and len(names) > 1)

    def _make(self, command: Command) -> QAction:
        action = QAction(translate(command.text), self._panel)
        action.setObjectName(command.id)
        action.setCheckable(command.is_toggle)
        tip = translate(command.tip)
        if command.key:
            action.setShortcut(QKeySequence(command.key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            tip = f"{tip}  ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})"
        action.setToolTip(tip)
        handler = getattr(self._panel, command.handler)
        if command.is_toggle and not command.arguments:
            action.toggled.connect(handler)
        else:
            action.triggered.connect(lambda: handler(*command.arguments))
        return action

    def _fill(self) -> QToolBar:
        bar = QToolBar(self._panel)
        bar.setAccessibleName(translate("3D view"))
        _write_overflow(bar)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._add(bar, "mode")
        self._lifter_action = bar.addWidget(self._menu_button(self._lifter_button, "Lifter", self._lifters))
        bar.addSeparator()
        self._add(bar, "preset")
        bar.addSeparator()
        bar.addWidget(self._menu_button(QToolButton(), translate("Show"), self._show_menu()))
        for action in bar.actions():
            button = bar.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                button.setAccessibleName(button.accessibleName() or action.text())
                button.setAccessibleDescription(action.toolTip())
        return bar

    def _add(self, holder: QToolBar | QMenu, part: Part) -> None:
        holder.addActions([self.actions[c.id] for c in COMMANDS.values() if c.part == part])

    def _show_menu(self) -> QMenu:
        menu = QMenu(self._panel)
        self._add(menu, "show")
        lengths = menu.addMenu(translate("Length of the trail"))
        group = QActionGroup(self)
        for frames in TRAIL_FRAMES:
            action = lengths.addAction(translate("± {count} frames").format(count=frames))
            action.setCheckable(True)
            action.setChecked(frames == TRAIL_FRAMES[1])
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, n=frames: self.trail_chosen.emit(n))
        menu.addSeparator()
        self._add(menu, "camera")
        menu.addSeparator()
        self._add(menu, "copy")
        return menu

    def _menu_button(self, button: QToolButton, text: str, menu: QMenu) -> QToolButton:
        button.setText(translate(text))
        button.setAccessibleName(translate(text))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        return button


def _write_overflow(bar: QToolBar) -> None:
    """Qt's own picture on the button for what does not fit is cut off, and black in the dark theme too."""
    button = bar.findChild(QToolButton, "qt_toolbar_ext_button")
    if button is not None:
        button.setIcon(QIcon())
        button.setText("»")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setAccessibleName(translate("More"))
        button.setStyleSheet("padding: 0;")
