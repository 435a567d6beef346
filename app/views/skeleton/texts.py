"""The words of the 3D view, in the user's language."""

from PySide6.QtCore import QCoreApplication


def translate(text: str) -> str:
    """An English text of the 3D view in the user's language."""
    return QCoreApplication.translate("SkeletonPanel", text)


def joint_text(name: str) -> str:
    """`left_wrist` as people write it: Left wrist."""
    return translate(name.replace("_", " ").capitalize())
