"""The main program of the mmpose process: one line of JSON in, one line of JSON out.

`->` is what comes in on stdin, `<-` what goes out on stdout. First the models; then, whenever frames become
larger, the shared memory that they lie in; then frames.

    -> {"models": {NAME: {"config": C, "checkpoint": W}, ...}, "device": D, "threads": N}
    <- {"versions": [...], "models": {NAME: {"names": [...], "needs_boxes": true, "identity": SHA}, ...}}
    -> {"memory": NAME}
    <- {"attached": true}                           its name is not needed any more
    -> {"model": NAME, "height": H, "width": W, "boxes": [[left, top, right, bottom], ...]}
    <- {"people": N, "keypoints": K}                followed by N x K x 3 and N x 5 little-endian float32

A frame lies at the start of the memory, height x width x 3 bytes, BGR. `{"unusable": SENTENCE}` comes in the
place of an answer where a file of the user's is wrong. Anything else that goes wrong ends the process, whose
stderr says why. When stdin ends, so does the process, at once.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from multiprocessing import resource_tracker, shared_memory
from queue import SimpleQueue
from typing import Any, BinaryIO

import numpy as np

from .stubs import add_stubs
from .unusable import UnusableError

Line = dict[str, Any]


def main() -> None:
    """Serve until stdin ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever libraries print goes to stderr
    lines: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_read_lines, args=(lines,), daemon=True).start()
    try:
        _serve(lines, answers)
    except UnusableError as error:
        _answer(answers, {"unusable": str(error)})


def _serve(lines: SimpleQueue[bytes], answers: BinaryIO) -> None:
    models = _load_models(json.loads(lines.get()), answers)
    memory: shared_memory.SharedMemory | None = None
    while True:
        line: Line = json.loads(lines.get())
        if "memory" in line:
            memory = _attach(line["memory"])
            _answer(answers, {"attached": True})
            continue
        assert memory
        image = np.ndarray((line["height"], line["width"], 3), np.uint8, memory.buf)
        points, boxes = models[line["model"]].find(image, np.array(line["boxes"], np.float32).reshape(-1, 4))
        answers.write(json.dumps({"people": len(points), "keypoints": points.shape[1]}).encode() + b"\n")
        answers.write(points.tobytes())
        answers.write(boxes.tobytes())
        answers.flush()
        del image  # or the memory could not be let go of when a larger one comes


def _load_models(wanted: Line, answers: BinaryIO) -> dict[str, Any]:
    add_stubs()
    try:
        import mmpose.apis  # noqa: F401 - tried here, used in `model`
        import torch
    except ImportError as error:
        raise UnusableError(f"mmpose cannot be loaded by {sys.executable}: {error}.") from error
    from .model import Model, choose_device, versions

    torch.set_num_threads(wanted["threads"])
    device = choose_device(wanted["device"])
    models = {
        name: Model(files["config"], files["checkpoint"], device) for name, files in wanted["models"].items()
    }
    about = {
        name: {"names": model.names, "needs_boxes": model.needs_boxes, "identity": model.identity}
        for name, model in models.items()
    }
    _answer(answers, {"versions": versions(), "models": about})
    return models


def _read_lines(lines: SimpleQueue[bytes]) -> None:
    """Pass on what comes; leave when nothing will come any more, even in the middle of some work."""
    # not sys.stdin: Python wants that one for itself when it ends, and aborts while a thread waits on it
    for line in os.fdopen(os.dup(0), "rb"):
        lines.put(line)
    os._exit(0)


def _answer(answers: BinaryIO, line: Line) -> None:
    answers.write(json.dumps(line).encode() + b"\n")
    answers.flush()


def _attach(name: str) -> shared_memory.SharedMemory:
    """The memory that the other side made, and takes away.

    WORKAROUND: before Python 3.13 attaching registers it with this process's resource tracker, which would
    take it away a second time and complain (https://github.com/python/cpython/issues/82300).
    """
    register = resource_tracker.register
    resource_tracker.register = lambda *_: None
    try:
        return shared_memory.SharedMemory(name)
    finally:
        resource_tracker.register = register
