"""The table behind the comparison: a row over all joints, which stays on top, and one for each joint."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from app.joint_names import joint_words
from app.theme import Theme

if TYPE_CHECKING:
    from core.take_comparison import Column

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_DECIMALS = {"jitter": 2, "bones": 1}


class ComparisonTable(QAbstractTableModel):
    """Figures by joint. The least of each kind, among several lifters, is marked as the better one."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._columns: tuple[Column, ...] = ()
        self._joints: list[str | None] = []
        self._body: tuple[str, ...] = ()
        self._cells: dict[str | None, list[tuple[str, bool]]] = {}
        """By joint what each column says, and whether it is the least of its kind. Qt asks for a cell ten
        times to lay it out."""
        self._sorting = (0, Qt.SortOrder.AscendingOrder)

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme
        self.layoutChanged.emit()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these figures, sorted as before."""
        self.beginResetModel()
        self._columns = tuple(columns)
        names = dict.fromkeys(name for column in columns for name in column.measure.joints)
        self._body = tuple(names)
        self._joints = [None, *names] if columns else []
        self._cells = {
            joint: [(_figure(column, joint), self._is_least(column, joint)) for column in self._columns]
            for joint in self._joints
        }
        self._order()
        self.endResetModel()

    def joint(self, row: int) -> str | None:
        """The joint of a row; None for the row over all."""
        return self._joints[row]

    def row_of(self, joint: str | None) -> int | None:
        """Where a joint is, or the row over all for None; None if it is not in the table."""
        return self._joints.index(joint) if joint in self._joints else None

    def worst_row(self, index: QModelIndex) -> int | None:
        """The take's row in which a figure is worst; for the joints' names, that of the first figure."""
        if not self._columns:
            return None
        column = self._columns[max(index.column() - 1, 0)]
        return column.measure.worst_row(self._joints[index.row()])

    def rowCount(self, parent: _Index = _NONE) -> int:
        """All joints and the row over them."""
        return 0 if parent.isValid() else len(self._joints)

    def columnCount(self, parent: _Index = _NONE) -> int:
        """The names and the figures."""
        return 0 if parent.isValid() or not self._columns else len(self._columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """What a column shows, and in which unit."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == 0 else Qt.AlignmentFlag.AlignRight
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if section == 0 or section > len(self._columns):
            return self.tr("Joint") if role == Qt.ItemDataRole.DisplayRole and section == 0 else None
        column = self._columns[section - 1]
        title, explanation = self._words(column.kind)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{title}\n{column.lifter}"
        return explanation if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: _Index, role: int = 0) -> Any:
        """A figure, or the joint's name."""
        joint = self._joints[index.row()]
        if role == Qt.ItemDataRole.FontRole and joint is None:
            font = QFont()
            font.setBold(True)
            return font
        if index.column() == 0:
            name = self.tr("All joints") if joint is None else joint_words(joint)
            return name if role == Qt.ItemDataRole.DisplayRole else None
        figure, is_least = self._cells[joint][index.column() - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return figure
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole and is_least:
            return QColor(self._theme.good)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a figure, unknown ones last; by the first column, in the order of the body."""
        self.layoutAboutToBeChanged.emit()
        self._sorting = (column, order)
        self._order()
        self.layoutChanged.emit()

    def _order(self) -> None:
        column, order = self._sorting
        sign = 1 if order == Qt.SortOrder.AscendingOrder else -1

        def key(joint: str) -> tuple[bool, float]:
            if not 0 < column <= len(self._columns):
                return False, sign * self._body.index(joint)
            value = self._columns[column - 1].measure.of(joint)
            return not math.isfinite(value), sign * value if math.isfinite(value) else 0.0

        if self._joints:
            self._joints = [None, *sorted(self._body, key=key)]

    def _is_least(self, column: Column, joint: str | None) -> bool:
        if column.kind == "difference":
            return False
        values = [other.measure.of(joint) for other in self._columns if other.kind == column.kind]
        shown = [round(value, _DECIMALS.get(column.kind, 1)) for value in values if math.isfinite(value)]
        mine = column.measure.of(joint)
        if len(set(shown)) < 2 or not math.isfinite(mine):
            return False
        return round(mine, _DECIMALS.get(column.kind, 1)) == min(shown)

    def _words(self, kind: str) -> tuple[str, str]:
        """Title, and an explanation."""
        return {
            "difference": (
                self.tr("Difference mm"),
                self.tr("Mean distance from the first lifter's joints (MPJPE between the two)"),
            ),
            "shift": (
                self.tr("Shift drift mm"),
                self.tr("How far the pose drifts when the person is moved across the picture"),
            ),
            "beyond": (
                self.tr("Beyond geometry mm"),
                self.tr(
                    "What is left of that drift once the turn is taken out that perspective demands of"
                    " anybody who is seen elsewhere: the lifter's own error"
                ),
            ),
            "jitter": (
                self.tr("Jitter m/s²"),
                self.tr("RMS acceleration of the joint in true time; real movement is in it too"),
            ),
            "bones": (
                self.tr("Bone spread %"),
                self.tr("How much the bone that ends in this joint changes its length: std / mean"),
            ),
            "mpjpe": (self.tr("MPJPE mm"), self.tr("Mean error against truth (protocol 1)")),
            "p_mpjpe": (
                self.tr("P-MPJPE mm"),
                self.tr("Mean error against truth after each frame's best scale and rotation (protocol 2)"),
            ),
        }[kind]


def _figure(column: Column, joint: str | None) -> str:
    value = column.measure.of(joint)
    return f"{value:.{_DECIMALS.get(column.kind, 1)}f}" if math.isfinite(value) else "–"
