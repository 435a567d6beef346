"""The room: upright, floor, size and feet set right by hand, and what to be careful about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.core_words import in_our_words
from app.session import Session
from app.theme import SPACE, Theme
from app.views.room_controls import Choice, Handle, MaybeNumber
from app.widgets.hint import make_hint

if TYPE_CHECKING:
    from core.take import Take
    from core.world.records import Placement, PlacementOptions

_SETTLED_MS = 500
"""After the last step of a key or wheel: one step to undo, not ten."""


class RoomPanel(QWidget):
    """While a handle moves the 3D view follows; what is let go becomes the take's, and can be undone."""

    options_tried = Signal(object)
    """`PlacementOptions` to be looked at."""
    options_chosen = Signal(object)
    """`PlacementOptions` to place the take with."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._base: PlacementOptions | None = None
        self.pitch = Handle(self.tr("Tilt forwards"), 45, 90, 0.5, 1, "°")
        self.roll = Handle(self.tr("Roll sideways"), 45, 180, 0.5, 1, "°")
        self.lift = Handle(self.tr("Height above the floor"), 1, 10, 0.01, 2, " m")
        unknown = self.tr("not known")
        self.stature = MaybeNumber(0.3, 3, 2, " m", none=unknown, usual=1.7)
        self.view = MaybeNumber(1, 170, 0, "°", none=unknown, usual=60)
        self.limit = MaybeNumber(0, 90, 0, "°", none=self.tr("off"), usual=5)
        self.feet = Choice(
            {
                "auto": self.tr("Held in place"),
                "always": self.tr("Held even if unsure"),
                "off": self.tr("As lifted"),
            }
        )
        self._reset = QPushButton(self.tr("As found"))
        self._reset.setToolTip(self.tr("Take back everything that was set here"))
        self._reset.clicked.connect(self._put_back)
        self.warnings = self._make_text(self.tr("Warnings of the placement"))
        self.facts = self._make_text(self.tr("How the person was placed"))
        self.facts.setProperty("role", "faint")
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._choose)
        self._stack = self._lay_out()
        self.setAccessibleName(self.tr("Room"))
        self._connect()
        self._show_take()

    def set_theme(self, theme: Theme) -> None:
        """Change the look."""
        self._theme = theme
        self.warnings.setStyleSheet(f"color: {theme.warning};")

    @property
    def options(self) -> PlacementOptions:
        """What is set now."""
        from core.world.records import PlacementOptions

        base = self._base or PlacementOptions()
        focal = base.focal_px if self.view.value_or_none is None else None
        return replace(
            base,
            focal_px=focal,
            fov_deg=self.view.value_or_none,
            height_m=self.stature.value_or_none,
            tilt_pitch_deg=self.pitch.value,
            tilt_roll_deg=self.roll.value,
            lift_m=self.lift.value,
            joint_limit_deg=self.limit.value_or_none,
            foot_lock=self.feet.currentData(),
        )

    def _make_text(self, name: str) -> QLabel:
        label = QLabel(wordWrap=True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAccessibleName(name)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _lay_out(self) -> QStackedLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        form.setVerticalSpacing(SPACE)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, tip, field in (
            (
                self.tr("Tilt forwards"),
                self.tr("Leans what is in front of the camera towards it"),
                self.pitch,
            ),
            (self.tr("Roll sideways"), self.tr("Turns upright about the camera's line of sight"), self.roll),
            (self.tr("Above the floor"), self.tr("Raises the person over the floor found"), self.lift),
            (self.tr("Person's height"), self.tr("Sets the scale of everything"), self.stature),
            (self.tr("Field of view"), self.tr("Along the picture's longer side"), self.view),
            (
                self.tr("Joint limit"),
                self.tr("Bends knees and elbows back that bend the wrong way by more"),
                self.limit,
            ),
            (self.tr("Standing feet"), self.tr("Whether feet on the floor are kept from sliding"), self.feet),
        ):
            field.setToolTip(tip)
            field.setAccessibleName(text)
            label = QLabel(text)
            label.setToolTip(tip)
            form.addRow(label, field)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._reset)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.warnings)
        column.addLayout(form)
        column.addLayout(buttons)
        column.addWidget(self.facts)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(full)
        full.setAutoFillBackground(False)  # setWidget turns it on
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        stack = QStackedLayout(self)
        stack.addWidget(
            make_hint(
                self.tr(
                    "Here the floor and the upright can be set right by hand, once a person has been lifted:"
                    " where they stand, how tall they are, and whether their feet are kept from sliding."
                )
            )
        )
        stack.addWidget(area)
        return stack

    def _connect(self) -> None:
        self._session.take_changed.connect(lambda _: self._show_take())
        for handle in (self.pitch, self.roll, self.lift):
            handle.moved.connect(self._try)
            handle.released.connect(self._choose)
        for number in (self.stature, self.view, self.limit):
            number.valueChanged.connect(self._try)
        self.feet.currentIndexChanged.connect(self._try)
        self.set_theme(self._theme)

    # ---- what the user does

    def _try(self) -> None:
        if self._session.take is not None:
            self.options_tried.emit(self.options)
            self._settled.start()

    def _choose(self) -> None:
        """The values stay as they are for a while, or the handle was let go."""
        if any(handle.is_held for handle in (self.pitch, self.roll, self.lift)):
            return
        self._settled.stop()
        if self._session.take is not None and self.options != self._base:
            self._base = self.options
            self.options_chosen.emit(self.options)

    def _put_back(self) -> None:
        from core.world.records import PlacementOptions

        if self._session.take is not None:
            self._show_options(PlacementOptions())
            self._choose()

    # ---- following the take

    def _show_take(self) -> None:
        take = self._session.take
        placement = _placement_of(take)
        self._stack.setCurrentIndex(0 if take is None or not take.results else 1)
        if take is None:
            self._base = None
            self._settled.stop()
            return
        self._tell(take)
        if self._settled.isActive() or any(h.is_held for h in (self.pitch, self.roll, self.lift)):
            return  # the user goes on setting
        from core.world.records import PlacementOptions

        self._base = placement.options if placement is not None else PlacementOptions()
        self._show_options(self._base)

    def _show_options(self, options: PlacementOptions) -> None:
        self.pitch.show_value(options.tilt_pitch_deg)
        self.roll.show_value(options.tilt_roll_deg)
        self.lift.show_value(options.lift_m)
        self.stature.show_value(options.height_m)
        self.view.show_value(options.fov_deg)
        self.limit.show_value(options.joint_limit_deg)
        self.feet.show_value(options.foot_lock)

    def _tell(self, take: Take) -> None:
        """Warnings, once where lifters agree, and what the placement is made of."""
        warnings: dict[str, list[str]] = {}
        for name, result in take.results.items():
            for text in result.placement.warnings if result.placement else ():
                warnings.setdefault(in_our_words(text), []).append(name)
        lines = [
            text if len(names) == len(take.results) else f"{', '.join(names)}: {text}"
            for text, names in warnings.items()
        ]
        self.warnings.setText("\n".join(f"⚠ {line}" for line in lines))
        self.warnings.setVisible(bool(lines))
        placement = _placement_of(take)
        if placement is None:
            self.facts.setText(self.tr("This take was made before Relief placed people in a room. Set"
                                       " something here and it will be."))  # fmt: skip
        else:
            self.facts.setText(f"{in_our_words(placement.focal_text)}\n{in_our_words(placement.motion.text)}")


def _placement_of(take: Take | None) -> Placement | None:
    """That of the first lifter that has one."""
    results = take.results.values() if take is not None else ()
    return next((result.placement for result in results if result.placement is not None), None)
