"""What this program is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from app.theme import SPACE
from core import __version__


class AboutDialog(QDialog):
    """Version, licence, and what the program owes to others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Relief"))
        title = QLabel(f"Relief Studio {__version__}")
        title.setProperty("role", "title")
        text = QLabel(
            self.tr(
                "Turns an ordinary video of a person into 3D motion, and says where to believe it.\n\n"
                "The lifter follows “Improving Robustness and Accuracy via Relative Information Encoding"
                " in 3D Human Pose Estimation” (Shan et al., ACM Multimedia 2021).\n\n"
                "Relief is free software under the MIT licence. The data used to train the lifters was"
                " obtained from mocap.cs.cmu.edu. The database was created with funding from NSF EIA-0196217."
            ),
            wordWrap=True,
        )
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setMinimumWidth(460)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(2 * SPACE)
        for part in (title, text, buttons):
            column.addWidget(part)
