"""The words of the 3D view, in the user's language."""

from PySide6.QtCore import QCoreApplication


def translate(text: str) -> str:
    """An English text of the 3D view in the user's language."""
    return QCoreApplication.translate("SkeletonPanel", text)
