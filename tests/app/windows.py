"""What tests of the window share: ways to wait for it and to look at it."""

import gc
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLayout, QLayoutItem
from shiboken6 import Shiboken


def settle(window, qtbot):
    """Wait until no job of the window runs."""
    qtbot.waitUntil(lambda: not window.jobs.jobs)


def open_and_process(window, video: Path, qtbot):
    """Open a video and wait for its take."""
    window.documents.open(video)
    qtbot.waitUntil(lambda: window.session.take is not None)
    settle(window, qtbot)


def messages(window) -> list[str]:
    """What the banner says, the newest first."""
    return [message.text for message in window.banner.messages]


def held_items() -> list[QLayoutItem]:
    """Items of layouts that Python has taken hold of, which Qt deletes without telling it.

    PySide takes what comes to lie at their address for them: when a label that did is deleted, it crashes.
    """
    things = (thing for thing in gc.get_objects() if issubclass(type(thing), QLayoutItem))
    return [thing for thing in things if not isinstance(thing, QLayout) and Shiboken.isValid(thing)]


def deleted_items(since: list[QLayoutItem]) -> list[QLayoutItem]:
    """Those of `held_items` that were not held before, and that are in no layout any more."""
    before = set(map(id, since))
    held = [item for item in held_items() if id(item) not in before]
    things = (thing for thing in gc.get_objects() if issubclass(type(thing), QLayout))
    layouts = [thing for thing in things if Shiboken.isValid(thing)]
    items = (layout.itemAt(place) for layout in layouts for place in range(layout.count()))
    living = {Shiboken.getCppPointer(item)[0] for item in items}
    return [item for item in held if Shiboken.getCppPointer(item)[0] not in living]


def pixels(widget):
    """(height, width, 3) what a widget shows, 0 to 255."""
    return pixels_of(widget.grab().toImage())


def pixels_of(image):
    """(height, width, 3) red, green and blue of a `QImage`, 0 to 255."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)


def assert_same_pose(one, other):
    for name, result in one.results.items():
        np.testing.assert_array_equal(result.pose.joints, other.results[name].pose.joints)
