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
from core.errors import BadInput
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

    def __init__(self, models: Mapping[str, ModelFiles], *, device: str = "auto", most_bytes: int) -> None:
        """`most_bytes` is the size of the largest frame to come.

        `BadInput` for files that cannot be used, `WorkerGone` where the process ends with no such word.
        """
        self._memory = shared_memory.SharedMemory(create=True, size=most_bytes)
        self._pixels = np.ndarray((most_bytes,), np.uint8, self._memory.buf)
        self._log: IO[bytes] = tempfile.TemporaryFile(prefix="relief-mmpose-")  # noqa: SIM115 - closed in `close`
        try:
            self._process = self._start()
        except BaseException:
            self._let_go_of_memory(is_named=True)
            self._log.close()
            raise
        try:
            self._attach()
            self._write({"models": {name: _line(files) for name, files in models.items()}, "device": device})
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

    def _start(self) -> "subprocess.Popen[bytes]":
        # Isolated: neither PYTHONPATH nor the working folder may put other packages there
        command = [str(mmpose_python()), "-I", "-c", _START, str(Path(__file__).parent)]
        try:
            return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log)
        except OSError as error:
            raise BadInput(f"{command[0]} cannot be started: {error.strerror}.") from error

    def _attach(self) -> None:
        """Let the process take the memory, and take its name away, so that it is freed whatever happens."""
        # Decoding and lifting want the other half of the cores
        threads = max(1, (os.cpu_count() or 1) // 2)
        try:
            self._write({"memory": self._memory.name, "threads": threads})
            self._answer()
        finally:
            self._memory.unlink()

    def find(self, model: str, image: Image, boxes: Array) -> tuple[Array, Array]:
        """(N, K, 3) x, y, score and (N, 5) boxes with scores, of one RGB picture, in its pixels.

        `boxes` (M, 4+) are whose keypoints to find, for a model that needs them.
        """
        import cv2

        height, width = image.shape[:2]
        place = self._pixels[: image.size].reshape(image.shape)
        cv2.cvtColor(image, cv2.COLOR_RGB2BGR, dst=place)
        self._write(
            {"model": model, "height": height, "width": width, "boxes": boxes[:, :4].astype(float).tolist()}
        )
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
        self._let_go_of_memory()

    def _let_go_of_memory(self, *, is_named: bool = False) -> None:
        del self._pixels
        self._pixels = np.empty(0, np.uint8)
        self._memory.close()
        if is_named:
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
