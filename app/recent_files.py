"""The files that were opened and saved lately."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.settings import Settings

_MOST = 10


class RecentFiles(QObject):
    """Kept among what the settings remember."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings

    @property
    def paths(self) -> list[Path]:
        """Those that are still there, the last one first."""
        stored = self._settings.remembered("recent") or []
        names = [stored] if isinstance(stored, str) else list(stored)
        return [path for path in map(Path, names) if path.exists()]

    def add(self, path: Path) -> None:
        """This one comes first; the next file dialog begins in its folder."""
        others = [p for p in self.paths if p != path]
        self._settings.remember("recent", [str(p) for p in (path, *others)][:_MOST])
        self._settings.remember("folder", str(path.parent))
        self.changed.emit()
