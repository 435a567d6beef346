"""What the window will need is imported by another thread, once Qt's classes have been made in its own."""

import subprocess
import sys

SCRIPT = """
import sys, threading, time
from PySide6.QtWidgets import QApplication
from app.imports_ahead import import_soon, make_qt_classes
application = QApplication(["relief", "-platform", "offscreen"])
thread = threading.Thread(target=import_soon, daemon=True)
thread.start()
time.sleep(0.3)
print("pyqtgraph" in sys.modules)
make_qt_classes()
end = time.monotonic() + 100
while thread.is_alive() and time.monotonic() < end:
    application.processEvents()
    time.sleep(0.001)
print("pyqtgraph" in sys.modules, "app.views.timeline" in sys.modules)
"""


def test_nothing_that_takes_hold_of_qts_classes_is_imported_before_they_are_made():
    """In a Python of its own: here they were made long ago."""
    command = [sys.executable, "-c", SCRIPT]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=200)
    assert result.stderr == ""
    assert result.stdout.split() == ["False", "True", "True"]
