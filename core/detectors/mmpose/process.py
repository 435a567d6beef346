"""The process in which mmpose runs, seen from this side."""

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import shared_memory
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from core.detectors.endings import WorkerGone, describe_end
from core.detectors.mmpose.environment import mmpose_python
from core.errors import BadInput, NotInstalled
from core.video.records import Image

Array = NDArray[np.float32]

_START = "import sys; sys.path.append(sys.argv[1]); from remote.serve import main; main()"
"""Appended, so that nothing here stands before what is installed there."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """One model of mmpose."""

    config: str
    """A file, or the name of a config that comes with mmpose."""
    checkpoint: Path


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What the process says of a model that it has loaded."""

    names: tuple[str, ...]
    """What its keypoints are called, in their order."""
    needs_boxes: bool
    """Whether it is top-down."""
    identity: str
    """The same only for the same config and weights."""


class MmposeProcess:
    """mmpose with some models loaded. Started when made; `close` must be called.

    It ends by itself when this process ends, however that happens, and what the two share is gone with them.
    """

    def __init__(self, models: Mapping[str, ModelFiles], *, device: str = "auto") -> None:
        """`device` is `auto`, `cpu` or `cuda`.

        `BadInput` for files that cannot be used, `WorkerGone` where the process ends without saying why.
        """
        self._memory: shared_memory.SharedMemory | None = None
        self._log: IO[bytes] = tempfile.TemporaryFile(prefix="relief-mmpose-")  # noqa: SIM115 - see `close`
        self._process = _start(self._log)
        try:
            self._write(
                {
                    "models": {name: _line(files) for name, files in models.items()},
                    "device": device,
                    # decoding and lifting want the other half of the cores
                    "threads": max(1, (os.cpu_count() or 1) // 2),
                }
            )
            told = self._answer()
        except BaseException:
            self.close()
            raise
        self.versions = tuple(told["versions"])
        """`mmpose 1.3.2` and the like."""
        self.models = {
            name: ModelInfo(tuple(one["names"]), one["needs_boxes"], one["identity"])
            for name, one in told["models"].items()
        }

    def find(self, model: str, image: Image, boxes: Array) -> tuple[Array, Array]:
        """(N, K, 3) x, y, score and (N, 5) boxes with scores, of one RGB picture, in its pixels.

        `boxes` (M, 4+) are whose keypoints to find, for a model that needs them. Errors as when it is made.
        """
        import cv2

        if self._memory is None or self._memory.size < image.nbytes:
            self._share(image.nbytes)
        assert self._memory is not None
        cv2.cvtColor(image, cv2.COLOR_RGB2BGR, dst=np.ndarray(image.shape, np.uint8, self._memory.buf))
        height, width = image.shape[:2]
        corners = boxes[:, :4].astype(float).tolist()
        self._write({"model": model, "height": height, "width": width, "boxes": corners})
        told = self._answer()
        people, keypoints = told["people"], told["keypoints"]
        points = self._numbers(people * keypoints * 3).reshape(people, keypoints, 3)
        return points, self._numbers(people * 5).reshape(people, 5)

    def close(self) -> None:
        """End it. May be called again."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):  # what was not sent yet is of no use any more
                    pipe.close()
        self._log.close()
        if self._memory:
            self._memory.close()
            self._memory = None

    def _share(self, size: int) -> None:
        """Share memory of that size from now on. Nobody needs its name once both have it, so it goes at once:
        then the memory is freed whichever way the two end.
        """
        if self._memory:
            self._memory.close()
        self._memory = shared_memory.SharedMemory(create=True, size=size)
        try:
            self._write({"memory": self._memory.name})
            self._answer()
        finally:
            self._memory.unlink()

    def _write(self, line: dict[str, Any]) -> None:
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(line).encode() + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise WorkerGone(self._last_words()) from error

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line.endswith(b"\n"):
            raise WorkerGone(self._last_words())
        told: dict[str, Any] = json.loads(line)
        if sentence := told.get("unusable"):
            raise BadInput(sentence)
        return told

    def _numbers(self, count: int) -> Array:
        assert self._process.stdout
        data = self._process.stdout.read(4 * count)
        if len(data) < 4 * count:
            raise WorkerGone(self._last_words())
        return np.frombuffer(data, "<f4").astype(np.float32)

    def _last_words(self) -> str:
        """How it ended, and the end of what it printed."""
        try:
            code = self._process.wait(5)
        except subprocess.TimeoutExpired:
            return "mmpose's process does not answer any more"
        self._log.seek(0)
        return f"mmpose's process {describe_end(code, self._log.read().decode(errors='replace'))}"


def _line(files: ModelFiles) -> dict[str, str]:
    return {"config": files.config, "checkpoint": str(files.checkpoint)}


def _start(log: IO[bytes]) -> "subprocess.Popen[bytes]":
    # Isolated: neither PYTHONPATH nor the working folder may put other packages there
    command = [str(mmpose_python()), "-I", "-c", _START, str(Path(__file__).parent)]
    try:
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
    except OSError as error:
        log.close()
        raise NotInstalled(f"{command[0]} cannot be started: {error.strerror}.") from error
