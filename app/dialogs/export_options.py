"""What there is to choose for the formats that are exported: a field for each setting of any of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

if TYPE_CHECKING:
    from core.export.records import ExportOptions, ExportSetting


def tr_export(text: str) -> str:
    """A text of the tables of formats and their settings, in the window's language."""
    return QCoreApplication.translate("Export", text)


class ExportOptionForm(QFormLayout):
    """Remembers what was chosen for a setting while no format that has it is ticked."""

    def __init__(self, rate: str | None, unit: str) -> None:
        """The rate (frames per second; None is the video's) and the unit to begin with."""
        super().__init__()
        self.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.fields: dict[str, QWidget] = {}
        """Of the settings that are shown, by the setting's name."""
        self._chosen: dict[str, Any] = {"rate": rate, "unit": unit}

    def show_for(self, formats: Sequence[str]) -> None:
        """Fields for these formats; a setting that several have is asked for once."""
        from core.export.formats import EXPORT_FORMATS

        self._keep_chosen()
        while self.rowCount():
            self.removeRow(0)
        self.fields.clear()
        wanted: dict[str, ExportSetting] = {}
        for name in formats:
            for setting in EXPORT_FORMATS[name].settings:
                wanted.setdefault(setting.name, setting)
        for setting in wanted.values():
            field = self._make_field(setting)
            field.setAccessibleName(tr_export(setting.label))
            field.setToolTip(tr_export(setting.help))
            self.fields[setting.name] = field
            self.addRow(tr_export(setting.label), field)

    def options(self) -> ExportOptions:
        """What is chosen; `BadInput` where a field holds what cannot be."""
        from core.errors import BadInput
        from core.export.records import ExportOptions

        self._keep_chosen()
        chosen = {name: self._chosen[name] for name in self.fields}
        if chosen.get("rate") is not None:
            try:
                chosen["rate"] = Fraction(chosen["rate"])
                if chosen["rate"] <= 0:
                    raise ValueError
            except (ValueError, ZeroDivisionError) as error:
                text = tr_export("{rate} is no rate. Give frames per second, such as 30 or 30000/1001.")
                raise BadInput(text.format(rate=chosen["rate"])) from error
        return ExportOptions(**chosen)

    def _make_field(self, setting: ExportSetting) -> QWidget:
        value = self._chosen.get(setting.name, setting.default)
        if setting.choices:
            combo = QComboBox()
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            for key, text in setting.choices.items():
                combo.addItem(tr_export(text), key)
            combo.setCurrentIndex(max(combo.findData(value), 0))
            return combo
        line = QLineEdit("" if value is None else str(value))
        line.setPlaceholderText(tr_export("as in the video"))
        return line

    def _keep_chosen(self) -> None:
        for name, field in self.fields.items():
            if isinstance(field, QComboBox):
                self._chosen[name] = field.currentData()
            elif isinstance(field, QLineEdit):
                self._chosen[name] = field.text().strip() or None
