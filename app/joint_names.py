"""Names of joints as people write them, in the user's language."""

from PySide6.QtCore import QCoreApplication


def joint_words(name: str) -> str:
    """`left_wrist` within a sentence: left wrist."""
    return QCoreApplication.translate("Joints", name.replace("_", " "))


def joint_title(name: str) -> str:
    """`left_wrist` by itself: Left wrist."""
    words = joint_words(name)
    return words[:1].upper() + words[1:]
