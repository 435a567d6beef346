"""The picture with what is drawn over it, scaled to its view."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from app.frame_worker import Look, Picture
from app.joint_names import joint_words
from app.theme import SPACE, Theme
from app.views.key_focus import KeyFocusWidget
from app.views.people_marks import PersonMark, draw_people
from app.views.video_mapping import ViewMapping
from app.views.video_overlay import Figure, SafetyMap, draw_figure, draw_ghost, draw_plate

LARGEST_SCALED = 4_000_000
"""Screen pixels up to which the whole picture is scaled in the thread; a larger one is scaled as it is drawn,
the part in view only."""
PIXELS_FROM = 4.0
"""Screen pixels per picture pixel from which single pixels are shown as squares, not blurred."""


class PictureView(KeyFocusWidget):
    """Shows pictures and figures that it is given; knows neither the session nor the take."""

    look_wanted = Signal(object)
    """The `Look` in which pictures fit the view as it is."""
    zoom_changed = Signal(float)
    """Screen pixels per picture pixel."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)
        self.theme = theme
        self.note = ""
        """A sentence in place of the picture, or below it where there is one."""
        self.figures: tuple[Figure, ...] = ()
        """Drawn over the picture; the first is the one that is corrected and shifted."""
        self.people: tuple[PersonMark, ...] = ()
        """Everybody in the picture, where there are several."""
        self.people_have_figures = False
        """Whether those who are not chosen are among `figures`."""
        self.awaited: int | None = None
        """The number of the person who is being lifted."""
        self.chosen: str | None = None
        self.shows_names = True
        self.safety: SafetyMap | None = None
        self.shift: tuple[float, float] | None = None
        self._picture: Picture | None = None
        self._image: QImage | None = None
        self._size: tuple[int, int] | None = None
        self._mapping: ViewMapping | None = None
        self._gamma = 1.0
        self._hovered: int | None = None
        self._hovered_person: int | None = None

    def sizeHint(self) -> QSize:
        """Half an HD picture."""
        return QSize(960, 540)

    @property
    def mapping(self) -> ViewMapping | None:
        """Where the picture lies; None without a video."""
        return self._mapping

    def set_video_size(self, size: tuple[int, int] | None) -> None:
        """Another video of this width and height: fitted, without its picture yet."""
        self._size, self._picture, self._image = size, None, None
        self._mapping = None
        self._lay_out()

    def show_picture(self, picture: Picture | None) -> None:
        """Show a picture of the video; the array stays the server's."""
        self._picture = picture
        self._image = None
        if picture is not None and picture.image is not None:
            height, width, _ = picture.image.shape
            data = picture.image.data
            self._image = QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888)
        self.update()

    def set_gamma(self, gamma: float) -> None:
        """Lift the shadows."""
        self._gamma = gamma
        self._tell_look()

    def fit(self) -> None:
        """The whole picture, as large as it fits."""
        if self._mapping is not None:
            self._set_mapping(self._mapping.fitted())

    def zoom_to(self, scale: float) -> None:
        """So many screen pixels per picture pixel, about the middle of the view."""
        self._zoom(scale / self.devicePixelRatioF(), QPointF(self.width() / 2, self.height() / 2))

    def zoom_by(self, factor: float) -> None:
        """Closer or farther, about the middle of the view."""
        if self._mapping is not None:
            self.zoom_to(self._mapping.scale * self.devicePixelRatioF() * factor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Picture, map, figures and labels, from below to above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.theme.canvas))
        if (mapping := self._mapping) is None:
            self._draw_note(painter, QRectF(self.rect()))
        else:
            self._draw_all(painter, mapping)
        self.draw_focus(painter, self.theme)

    def _draw_all(self, painter: QPainter, mapping: ViewMapping) -> None:
        self._draw_picture(painter, mapping)
        if self.safety is not None:
            self.safety.draw(painter, mapping, self.theme)
        if self.people:
            draw_people(
                painter, self.people, mapping, self.theme, hovered=self._hovered_person,
                awaited=self.awaited, has_figures=self.people_have_figures,
            )  # fmt: skip
        for figure in self.figures:
            draw_figure(painter, figure, mapping, self.theme, chosen=self.chosen)
        if self.shift is not None and self.figures:
            draw_ghost(painter, self._shifted(self.figures[0]), mapping, self.theme)
        if self._hovered is not None and self.figures and self.shows_names:
            self._draw_name(painter, mapping, self.figures[0], self._hovered)
        if self.note:
            self._draw_note(painter, QRectF(self.rect()))

    def _draw_picture(self, painter: QPainter, mapping: ViewMapping) -> None:
        target = QRectF(*mapping.rectangle)
        if self._picture is not None and self._picture.image is None:
            painter.fillRect(target, QBrush(QColor(self.theme.border), Qt.BrushStyle.BDiagPattern))
            self._draw_plate_text(
                painter, target,
                self.tr("Frame {0} is damaged and cannot be shown.").format(self._picture.index),
            )  # fmt: skip
        elif self._image is not None:
            is_coarse = mapping.scale * mapping.pixel_ratio >= PIXELS_FROM
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_coarse)
            painter.drawImage(target, self._image)

    def _shifted(self, figure: Figure) -> Figure:
        assert self.shift is not None
        assert self._size is not None
        offset = np.array(self.shift, np.float32) * (self._size[0] / 2)
        return Figure(figure.skeleton, figure.points + offset, figure.confidence, figure.flags)

    def _draw_name(self, painter: QPainter, mapping: ViewMapping, figure: Figure, joint: int) -> None:
        x, y = mapping.to_view(figure.points[joint])
        if not np.isfinite(x + y):
            return
        name = joint_words(figure.skeleton.joints[joint])
        text = f"{name}  {figure.confidence[joint]:.0%}"
        metrics = painter.fontMetrics()
        box = QRectF(0, 0, metrics.horizontalAdvance(text) + 2 * SPACE, metrics.height() + SPACE)
        box.moveTo(
            min(max(x + SPACE, 0), self.width() - box.width()),
            min(max(y - box.height() - SPACE, 0), self.height() - box.height()),
        )
        draw_plate(painter, box, self.theme)
        painter.setPen(QColor(self.theme.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_note(self, painter: QPainter, area: QRectF) -> None:
        if self._image is None:
            painter.setPen(QColor(self.theme.faint))
            inside = area.adjusted(3 * SPACE, SPACE, -3 * SPACE, -SPACE)
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.note)
        else:
            self._draw_plate_text(painter, area, self.note, at_bottom=True)

    def _draw_plate_text(
        self, painter: QPainter, area: QRectF, text: str, *, at_bottom: bool = False
    ) -> None:
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        room = QRectF(0, 0, max(80.0, area.width() - 6 * SPACE), area.height())
        box = QRectF(painter.boundingRect(room, flags, text)).adjusted(-SPACE, -SPACE, SPACE, SPACE)
        box.moveCenter(area.center())
        if at_bottom:
            box.moveBottom(area.bottom() - SPACE)
        draw_plate(painter, box, self.theme)
        painter.setPen(QColor(self.theme.text))
        painter.drawText(box, flags, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the fit, or what was in the middle."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self._size is None:
            self.update()
            return
        before = self._mapping
        self._set_mapping(
            ViewMapping(
                *self._size, self.width(), self.height(), self.devicePixelRatioF(),
                zoom=before.zoom if before is not None else None,
                centre=before.centre if before is not None else (0.5, 0.5),
            )
        )  # fmt: skip

    def _set_mapping(self, mapping: ViewMapping) -> None:
        if mapping != self._mapping:
            self._mapping = mapping
            self.zoom_changed.emit(mapping.scale * mapping.pixel_ratio)
            self._tell_look()
        self.update()

    def _tell_look(self) -> None:
        if self._mapping is not None:
            width, height = self._mapping.screen_size
            if width * height > LARGEST_SCALED or (width, height) == self._size:
                width = height = 0
            self.look_wanted.emit(Look(width, height, self._gamma))

    def _zoom(self, scale: float, at: QPointF) -> None:
        if self._mapping is not None:
            self._set_mapping(self._mapping.zoomed(scale, at.x(), at.y()))
