"""The settings and the keys, each built from its table; every change counts at once."""

from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from app.action_bar import translate
from app.actions import ACTIONS
from app.icons import make_icon
from app.settings import SETTINGS, Setting, Settings
from app.theme import SPACE, THEMES
from app.widgets.number_field import pad_number


def _tr(text: str) -> str:
    return QCoreApplication.translate("Settings", text)


class SettingsDialog(QDialog):
    """A page for each group of the table, and one for the keys."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self._settings = settings
        self.fields: dict[str, QWidget] = {}
        """By the id of the setting."""
        self.remarks: dict[str, QLabel] = {}
        """What is said of the choice that is made, by the id of the setting."""
        settings.changed.connect(self._show_remarks)
        tabs = QTabWidget()
        for group in dict.fromkeys(entry.group for entry in SETTINGS.values()):
            area = QScrollArea(widgetResizable=True)  # with large text a page may be higher than the dialog
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setWidget(self._make_page(group))
            tabs.addTab(area, _tr(group))
        tabs.addTab(self._make_keys(), self.tr("Keys"))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.RestoreDefaults | QDialogButtonBox.StandardButton.Close
        )
        buttons.rejected.connect(self.close)
        restore = buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults)
        restore.setAutoDefault(False)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        for button, text in ((restore, self.tr("Restore defaults")), (close, self.tr("Close"))):
            button.setText(text)  # Qt's own are in no language of ours
            button.setIcon(QIcon())
        restore.clicked.connect(self.restore)
        column = QVBoxLayout(self)
        column.addWidget(tabs)
        column.addWidget(buttons)
        letter = self.fontMetrics().horizontalAdvance("x")
        self.resize(max(640, 96 * letter), max(520, 76 * letter))

    def restore(self) -> None:
        """Everything as it comes."""
        for entry in SETTINGS.values():
            self._settings.set(entry.id, entry.default)
            self._show(entry)
        for id_, edit in self._keys.items():
            self._settings.set_keys(id_, None)
            edit.setKeySequence(QKeySequence(ACTIONS[id_].keys[0] if ACTIONS[id_].keys else ""))

    def _make_page(self, group: str) -> QWidget:
        page, form = QWidget(), QFormLayout()
        column = QVBoxLayout(page)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.addLayout(form)
        column.addStretch(1)
        form.setHorizontalSpacing(2 * SPACE)
        form.setVerticalSpacing(2 * SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for entry in (e for e in SETTINGS.values() if e.group == group):
            field = self._make_field(entry)
            field.setAccessibleName(_tr(entry.label))
            field.setAccessibleDescription(_tr(entry.help))
            self.fields[entry.id] = field
            self._show(entry)
            help_ = QLabel(_tr(entry.help), wordWrap=True)
            help_.setProperty("role", "faint")
            cell = QVBoxLayout()
            cell.setSpacing(SPACE // 2)
            cell.addWidget(field)
            cell.addWidget(help_)
            if entry.remark is not None:
                self.remarks[entry.id] = remark = QLabel(wordWrap=True)
                remark.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                cell.addWidget(remark)
            label = QLabel("" if isinstance(field, QCheckBox) else _tr(entry.label))
            label.setBuddy(field)
            form.addRow(label, cell)
        self._show_remarks()
        return page

    def _show_remarks(self) -> None:
        """Of every choice in its tip, and below the field of the one that is made."""
        values = self._settings.values
        for id_, label in self.remarks.items():
            field, remark = self.fields[id_], SETTINGS[id_].remark
            if remark is None or not isinstance(field, QComboBox):
                continue
            for row in range(field.count()):
                text = remark(field.itemData(row), values)
                field.setItemData(row, text or None, Qt.ItemDataRole.ToolTipRole)
            text = remark(values[id_], values)
            label.setText(text)
            label.setVisible(bool(text))

    def _make_field(self, entry: Setting) -> QWidget:
        if entry.choices is not None:
            combo = QComboBox()
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(20)
            for value, text in entry.choices().items():
                combo.addItem(_tr(text), value)
            combo.activated.connect(lambda i: self._settings.set(entry.id, combo.itemData(i)))
            return combo
        if isinstance(entry.default, bool):
            box = QCheckBox(_tr(entry.label))
            box.toggled.connect(partial(self._settings.set, entry.id))
            return box
        if isinstance(entry.default, str):
            line = QLineEdit(clearButtonEnabled=True)
            line.editingFinished.connect(lambda: self._settings.set(entry.id, line.text().strip()))
            browse = line.addAction(self._folder_icon(), QLineEdit.ActionPosition.TrailingPosition)
            browse.setToolTip(self.tr("Choose a file…"))
            browse.triggered.connect(lambda: self._browse(line))
            return line
        spin = QDoubleSpinBox(decimals=1, singleStep=0.5)
        pad_number(spin)
        spin.setRange(entry.least, entry.most)
        spin.setKeyboardTracking(False)
        spin.valueChanged.connect(partial(self._settings.set, entry.id))
        return spin

    def _folder_icon(self) -> QIcon:
        return make_icon("open", THEMES.get(self._settings["theme"], THEMES["dark"]))

    def _browse(self, line: QLineEdit) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file"), line.text())
        if path:
            line.setText(path)
            line.editingFinished.emit()

    def _show(self, entry: Setting) -> None:
        field, value = self.fields[entry.id], self._settings[entry.id]
        if isinstance(field, QComboBox):
            if field.findData(value) < 0:  # a file of the user's own, or something that is gone
                field.addItem(str(value), value)
            field.setCurrentIndex(field.findData(value))
        elif isinstance(field, QCheckBox):
            field.setChecked(value)
        elif isinstance(field, QDoubleSpinBox):
            field.setValue(value)
        elif isinstance(field, QLineEdit):
            field.setText(value)

    def _make_keys(self) -> QWidget:
        table = QTableWidget(len(ACTIONS), 2)
        table.setHorizontalHeaderLabels([self.tr("Action"), self.tr("Key")])
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        table.setColumnWidth(1, 200)
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self._keys: dict[str, QKeySequenceEdit] = {}
        for row, entry in enumerate(ACTIONS.values()):
            item = QTableWidgetItem(f"{translate(entry.menu)}: {translate(entry.text)}")
            table.setItem(row, 0, item)
            keys = self._settings.keys_of(entry.id, entry.keys)
            edit = QKeySequenceEdit(QKeySequence(keys[0] if keys else ""))
            edit.setMaximumSequenceLength(1)
            edit.setClearButtonEnabled(True)
            edit.setAccessibleName(item.text())
            edit.editingFinished.connect(partial(self._set_key, entry.id))
            self._keys[entry.id] = edit
            table.setCellWidget(row, 1, edit)
            table.setRowHeight(row, 34)
        page = QWidget()
        column = QVBoxLayout(page)
        self._clash = QLabel(self.tr("A key that another action had is taken from it."), wordWrap=True)
        self._clash.setProperty("role", "faint")
        column.addWidget(table)
        column.addWidget(self._clash)
        return page

    def _set_key(self, id_: str) -> None:
        """Give an action its new key; nothing else has it any more."""
        key = self._keys[id_].keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        own = self._settings.keys_of(id_, ACTIONS[id_].keys)
        if key == (own[0] if own else ""):
            return
        for other, entry in ACTIONS.items():
            keys = self._settings.keys_of(other, entry.keys)
            if key and other != id_ and key in keys:
                self._settings.set_keys(other, tuple(k for k in keys if k != key))
                rest: Any = [k for k in keys if k != key]
                self._keys[other].setKeySequence(QKeySequence(rest[0] if rest else ""))
                self._clash.setText(
                    self.tr("{key} was taken from “{action}”.").format(key=key, action=translate(entry.text))
                )
        self._settings.set_keys(id_, (key, *own[1:]) if key else ())
