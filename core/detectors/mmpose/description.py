"""What a model of mmpose finds. Asked of mmpose once, since starting it takes long, and remembered."""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from core.detectors.endings import WorkerGone
from core.detectors.mmpose.environment import notes_folder
from core.detectors.mmpose.process import MmposeProcess, ModelFiles, ModelInfo
from core.errors import ReliefError


@dataclass(frozen=True, slots=True)
class Description:
    """What mmpose says of some models."""

    versions: tuple[str, ...]
    models: dict[str, ModelInfo]


def describe_models(models: Mapping[str, ModelFiles]) -> Description:
    """What they find. `BadInput` for files that cannot be used, `ReliefError` where mmpose fails at them."""
    note = _note_of(models)
    if note and (known := _read(note)):
        return known
    try:
        process = MmposeProcess(models, device="cpu")
    except WorkerGone as gone:
        raise ReliefError(f"mmpose could not be started: {gone}") from gone
    process.close()
    found = Description(process.versions, process.models)
    if note:
        with suppress(OSError):  # it is only for speed
            note.parent.mkdir(exist_ok=True)
            note.write_text(json.dumps(asdict(found)), encoding="utf-8")
    return found


def forget_models(models: Mapping[str, ModelFiles]) -> None:
    """Ask mmpose again the next time: something else than these files has changed."""
    if note := _note_of(models):
        note.unlink(missing_ok=True)


def _note_of(models: Mapping[str, ModelFiles]) -> Path | None:
    """The file that remembers them as they are now; None where nothing may be written."""
    folder = notes_folder()
    if folder is None:
        return None
    facts = {
        name: [_state_of(Path(files.config)), _state_of(files.checkpoint)] for name, files in models.items()
    }
    return folder / f"{hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]}.json"


def _state_of(path: Path) -> list[str | int]:
    if not path.is_file():  # a config that comes with mmpose
        return [str(path)]
    state = path.stat()
    return [str(path.resolve()), state.st_size, state.st_mtime_ns]


def _read(note: Path) -> Description | None:
    try:
        kept = json.loads(note.read_text(encoding="utf-8"))
        models = {
            name: ModelInfo(tuple(one["names"]), one["needs_boxes"], one["identity"])
            for name, one in kept["models"].items()
        }
        return Description(tuple(kept["versions"]), models)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
