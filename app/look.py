"""The theme as Qt wants it: a palette and a style sheet for the whole application."""

import re

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from app.theme import SPACE, Theme
from core.assets import asset_path


def apply_look(application: QApplication, theme: Theme, *, font_pt: float) -> None:
    """Dress every window of the application, open or to come."""
    font = application.font()
    font.setPointSizeF(font_pt)
    application.setFont(font)
    application.setPalette(make_palette(theme))
    application.setStyleSheet(make_style_sheet(theme))


def make_palette(theme: Theme) -> QPalette:
    """For what Qt draws without asking the style sheet."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.background, role.WindowText: theme.text, role.Base: theme.panel,
        role.AlternateBase: theme.background, role.Text: theme.text, role.Button: theme.raised,
        role.ButtonText: theme.text, role.BrightText: theme.error, role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text, role.PlaceholderText: theme.faint, role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent, role.Link: theme.accent, role.Mid: theme.border,
        role.Dark: theme.border, role.Light: theme.raised, role.Midlight: theme.raised,
        role.Shadow: theme.background,
    }  # fmt: skip
    palette = QPalette()
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.faint))
    return palette


def make_style_sheet(theme: Theme) -> str:
    """One sheet for all windows. Object names in it are those of app/widgets and app/dialogs."""
    values = {"half": f"{SPACE // 2}px", "space": f"{SPACE}px"}
    for name, icon in (("check", "check-bold"), ("down", "arrow-down"), ("up", "arrow-up")):
        values[name] = asset_path("icons", f"{icon}.svg").as_posix()
    return re.sub(r"@(\w+)", lambda found: values.get(found[1]) or getattr(theme, found[1]), _SHEET)


_SHEET = """
QToolTip { color: @text; background-color: @raised; border: 1px solid @border; padding: @half; }
QMainWindow::separator { background: @background; width: 6px; height: 6px; }
QMainWindow::separator:hover { background: @accent; }

QMenuBar { background: @background; color: @text; padding: 2px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @raised; }
QMenu { background: @panel; color: @text; border: 1px solid @border; padding: @half; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: @accent; color: @on_accent; }
QMenu::item:disabled { color: @faint; background: transparent; }
QMenu::separator { height: 1px; background: @border; margin: @half; }

QToolBar { background: @background; border: none; spacing: 2px; padding: @half; }
QToolBar::separator { background: @border; width: 1px; margin: 4px 6px; }
QToolButton { color: @text; border: 1px solid transparent; border-radius: 5px; padding: 4px; }
QToolButton:hover { background: @raised; }
QToolButton:pressed, QToolButton:checked { background: @raised; border-color: @border; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @faint; }
QToolButton[popupMode="1"], QToolButton[popupMode="2"] { padding-right: 18px; }
QToolButton::menu-indicator { image: url("@down"); width: 12px; height: 12px;
    subcontrol-origin: border; subcontrol-position: right center; right: 3px; }

QDockWidget { color: @text; }
QDockWidget::title { background: @background; color: @faint; padding: 4px 8px; text-align: left; }
QDockWidget > QWidget { background: @panel; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: @background; color: @faint; padding: 5px; border: none;
    border-top: 2px solid transparent; }
QTabBar::tab:selected { color: @text; background: @panel; border-top-color: @accent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:focus { color: @accent; }
QTabWidget::pane { border: 1px solid @border; border-radius: 4px; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton { background: @raised; color: @text; border: 1px solid @border; border-radius: 5px;
    padding: 5px 14px; min-height: 1.4em; }
QPushButton:hover { border-color: @faint; }
QPushButton:pressed { background: @border; }
QPushButton:focus { border-color: @accent; }
QPushButton:checked { border-color: @accent; color: @accent; }
QPushButton:disabled { color: @faint; background: @panel; }
QPushButton:default, QPushButton#primary { background: @accent; color: @on_accent; border-color: @accent; }
QPushButton:default:focus, QPushButton#primary:focus { border-color: @text; }
QPushButton:default:disabled, QPushButton#primary:disabled { background: @raised; color: @faint;
    border-color: @border; }

QLineEdit, QPlainTextEdit, QTextEdit {
    background: @background; color: @text; border: 1px solid @border; border-radius: 5px; padding: 3px 6px;
    selection-background-color: @accent; selection-color: @on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border-color: @accent; }
QComboBox, QAbstractSpinBox { background: @background; color: @text; border: 1px solid @border;
    border-radius: 5px; min-height: 1.2em; }
QComboBox:hover, QAbstractSpinBox:hover { border-color: @faint; }
QComboBox:focus, QAbstractSpinBox:focus { border-color: @accent; }
QComboBox:disabled, QAbstractSpinBox:disabled { color: @faint; background: @panel; }
QComboBox { padding: 3px 22px 3px 6px; combobox-popup: 0; }
QAbstractSpinBox { padding: 3px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url("@down"); width: 13px; height: 13px; }
QAbstractSpinBox[buttonSymbols="2"]::up-button, QAbstractSpinBox[buttonSymbols="2"]::down-button {
    subcontrol-position: left; width: 0; }
QAbstractSpinBox[buttonSymbols="0"]::up-button, QAbstractSpinBox[buttonSymbols="0"]::down-button {
    border: none; width: 18px; subcontrol-origin: border; }
QAbstractSpinBox[buttonSymbols="0"]::up-button { subcontrol-position: top right; }
QAbstractSpinBox[buttonSymbols="0"]::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: @raised; }
QAbstractSpinBox::up-arrow { image: url("@up"); width: 11px; height: 11px; }
QAbstractSpinBox::down-arrow { image: url("@down"); width: 11px; height: 11px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; background: transparent; padding: 0; }
QComboBox QAbstractItemView { background: @panel; color: @text; border: 1px solid @border;
    selection-background-color: @accent; selection-color: @on_accent; }

QAbstractItemView { background: @panel; color: @text; border: none; alternate-background-color: @background;
    selection-background-color: @raised; selection-color: @text; outline: none; }
QAbstractItemView:focus { border: 1px solid @accent; }
QListView::item { padding: 5px 8px; }
QListView::item:selected, QTableView::item:selected, QTreeView::item:selected { background: @raised;
    color: @text; }
QHeaderView { background: @panel; }
QHeaderView::section { background: @panel; color: @faint; border: none; border-bottom: 1px solid @border;
    padding: 4px 8px; }
QTableView { gridline-color: @border; }
QTableCornerButton::section { background: @panel; border: none; }

QCheckBox, QRadioButton { spacing: 6px; padding: 2px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: @accent; }
QCheckBox::indicator, QListView::indicator { width: 13px; height: 13px; border: 1px solid @faint;
    border-radius: 3px; background: @background; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: @accent; border-color: @accent;
    image: url("@check"); }
QCheckBox::indicator:disabled, QListView::indicator:disabled { border-color: @border; }
QGroupBox { border: 1px solid @border; border-radius: 6px; margin-top: 1.2em; padding: @space; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; color: @faint; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @border; border-radius: 4px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { border: none; background: transparent; }

QProgressBar { background: @raised; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QStatusBar { background: @background; color: @faint; }
QStatusBar::item { border: none; }

QLabel[role="faint"] { color: @faint; }
QLabel[role="title"] { color: @text; font-size: 20pt; font-weight: 600; }
QLabel[role="heading"] { color: @text; font-weight: 600; }

QFrame#banner { border: none; border-left: 4px solid @accent; background: @raised; }
QFrame#banner[kind="error"] { border-left-color: @error; }
QFrame#banner[kind="warning"] { border-left-color: @warning; }
QFrame#banner[kind="good"] { border-left-color: @good; }
QFrame#drop { border: 2px dashed @border; border-radius: 14px; background: @panel; }
QFrame#drop[active="true"] { border-color: @accent; }
QFrame#popup { background: @panel; border: 1px solid @border; border-radius: 8px; }
"""
