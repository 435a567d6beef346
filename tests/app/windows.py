"""What tests of the whole window share: a way to wait for it, and files to put into it."""

from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

PATIENCE_MS = 120_000
"""With a machine that others keep busy: the window's work gives way to them."""


def settle(window, qtbot, *, timeout=PATIENCE_MS):
    """Wait until no job of the window runs."""
    qtbot.waitUntil(lambda: not window.jobs.jobs, timeout=timeout)


def open_and_process(window, video: Path, qtbot):
    """Open a video and wait for its take."""
    window.documents.open(video)
    qtbot.waitUntil(lambda: window.session.take is not None, timeout=PATIENCE_MS)
    settle(window, qtbot)


def messages(window) -> list[str]:
    """What the banner says, the newest first."""
    return [message.text for message in window.banner.messages]


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
