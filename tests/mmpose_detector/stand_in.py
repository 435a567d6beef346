"""A stand-in for mmpose, run by this Python: Relief's real other side with a made-up model in it.

Its model finds, in each box, the middle of the blue pixels (left end) and of the red ones (right end). It
expects BGR.
Files of a model are told apart by the checkpoint's name: see `StandIn`.
"""

import hashlib
import os
import sys
import time
from pathlib import Path
from types import ModuleType

import numpy as np

NAMES = ["left_end", "right_end"]


class StandIn:
    def __init__(self, config, checkpoint, device):
        from remote.unusable import UnusableError

        self.kind = Path(checkpoint).stem
        if self.kind == "wrong":
            raise UnusableError(f"{checkpoint} is wrong. Choose another.")
        if self.kind == "breaks":
            print("about to break")
            raise ZeroDivisionError("the stand-in divides by zero")
        self.needs_boxes = self.kind != "one-stage"
        self.names = COCO if self.kind.startswith("coco") else NAMES
        self.identity = identity_of(config, checkpoint)
        self.looks = 0

    def find(self, image, boxes):
        self.looks += 1
        print("noise on stdout")
        if self.kind.endswith("dies") and self.looks == 20:
            time.sleep(2)  # the frames so far get home, on a busy machine too
            sys.stderr.write("the last words of the stand-in\n")
            sys.stderr.flush()
            os.kill(os.getpid(), 9)
        if not self.needs_boxes:
            boxes = np.array([[0, 0, image.shape[1], image.shape[0]]], np.float32)
        people = [self._person(image, box) for box in boxes]
        points = np.array(people, np.float32).reshape(len(people), len(self.names), 3)
        return points, np.column_stack([boxes, np.ones(len(boxes))]).astype(np.float32)

    def _person(self, image, box):
        left, top, right, bottom = (max(int(side), 0) for side in box[:4])
        crop = image[top:bottom, left:right].astype(int)
        ends = [self._middle(crop[..., channel] > 200, left, top) for channel in (0, 2)]
        return [ends[i % 2] for i in range(len(self.names))]

    def _middle(self, is_coloured, left, top):
        y, x = np.nonzero(is_coloured)
        return (left + x.mean(), top + y.mean(), 0.9) if len(x) else (0.0, 0.0, 0.01)


COCO = [
    "nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_elbow",
    "right_elbow", "left_wrist", "right_wrist", "left_hip", "right_hip", "left_knee", "right_knee",
    "left_ankle", "right_ankle",
]  # fmt: skip


def put_in_place():
    """Make `remote.serve` find the stand-in where it looks for mmpose and PyTorch."""
    model = ModuleType("remote.model")
    model.Model = StandIn
    model.choose_device = lambda wanted: wanted
    model.versions = lambda: ["stand-in 1"]
    torch = ModuleType("torch")
    torch.set_num_threads = lambda count: None
    mmpose = ModuleType("mmpose")
    mmpose.apis = ModuleType("mmpose.apis")
    sys.modules |= {"remote.model": model, "torch": torch, "mmpose": mmpose, "mmpose.apis": mmpose.apis}
    stubs = ModuleType("remote.stubs")
    stubs.add_stubs = lambda: None
    sys.modules["remote.stubs"] = stubs


def identity_of(config, checkpoint):
    return hashlib.sha256(Path(checkpoint).read_bytes() + Path(config).read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.path.append(sys.argv[-1])
    put_in_place()
    from remote.serve import main

    main()
