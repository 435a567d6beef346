"""Using a lifter: normalisation, padding, flip averaging and batches, so that no caller gets them wrong."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.errors import NotInstalled
from core.geometry.image import normalise
from core.geometry.rays import ray_to_camera
from core.lifter.checkpoint import Checkpoint, load_checkpoint
from core.lifter.rays import usual_focal
from core.lifter.sequence import SequenceNetwork
from core.pose.mapping import select_joints
from core.pose.records import Flag, Pose, Track
from core.pose.runs import find_runs

DeviceChoice = Literal["auto", "cpu", "cuda"]
PrecisionChoice = Literal["auto", "float32", "bfloat16"]
Points = NDArray[np.float32]

_FIRST_BATCH = {"cpu": 1024, "cuda": 8192}
"""Poses lifted at once, to begin with; halved whenever memory runs out."""

_TRIED_POSES = 64
_LARGEST_LOSS_M = 0.5e-3
"""bfloat16 is taken where it moves the joints of the first poses by no more than this, on average."""


def choose_device(choice: DeviceChoice) -> torch.device:
    """The device meant; `auto` takes CUDA where there is one. `NotInstalled` if CUDA is asked in vain."""
    if choice == "cuda" and not torch.cuda.is_available():
        raise NotInstalled(
            "There is no CUDA device that this PyTorch can use. Use --device cpu, or install a CUDA build"
            " of PyTorch and the driver."
        )
    has_cuda = choice != "cpu" and torch.cuda.is_available()
    return torch.device("cuda" if has_cuda else "cpu")


def has_bfloat16(device: torch.device) -> bool:
    """Whether the device itself computes in bfloat16; elsewhere it would be slower than float32."""
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


class Lifter:
    """A network with its weights, ready to turn tracks into poses."""

    def __init__(
        self, checkpoint: Checkpoint, name: str, device: torch.device, precision: PrecisionChoice = "auto"
    ) -> None:
        """`auto` computes in bfloat16 where the device can and the first poses show that it does no harm.

        `NotInstalled` if bfloat16 is asked of a device that has none.
        """
        if precision == "bfloat16" and not has_bfloat16(device):
            raise NotInstalled(
                f"This {'GPU' if device.type == 'cuda' else 'processor'} does not compute in bfloat16."
                " Use --precision auto or float32."
            )
        self.name = name
        self.spec = checkpoint.spec
        self.sha256 = checkpoint.sha256
        self.device = device
        self._batch = _FIRST_BATCH.get(device.type, _FIRST_BATCH["cpu"])
        dtype = torch.bfloat16 if precision == "bfloat16" else torch.float32
        self._network = SequenceNetwork(checkpoint.spec, checkpoint.weights, device, dtype)
        self._untried = checkpoint if precision == "auto" and has_bfloat16(device) else None
        self._mirror = list(checkpoint.spec.skeleton.mirror)

    @classmethod
    def from_file(
        cls,
        path: Path,
        *,
        name: str | None = None,
        device: DeviceChoice = "auto",
        precision: PrecisionChoice = "auto",
    ) -> "Lifter":
        """The lifter in a file; `BadInput` if it is none."""
        return cls(load_checkpoint(path), name or path.stem, choose_device(device), precision)

    def lift(self, track: Track) -> Pose:
        """The track in 3D: camera frame, metres, relative to the root; one pose per frame of the track.

        A frame in which any joint is unknown has no pose (NaN), and parts before and after it are
        lifted on their own, each padded by its own first and last frame (flag `PADDED`).
        """
        track = select_joints(track, self.spec.skeleton)
        points = normalise(track.points, *track.image_size)
        joints = np.full((*points.shape[:2], 3), np.nan, dtype=np.float32)
        focal = usual_focal(*track.image_size)
        for start, stop in find_runs(points):
            joints[start:stop] = self.lift_run(points[start:stop], focal=focal)
        return pose_of(track, joints, window=self.spec.window)

    def lift_run(
        self, points: Points, start: int = 0, stop: int | None = None, *, focal: float | None = None
    ) -> Points:
        """Joints (stop - start, J, 3) of some frames of an unbroken run (S, J, 2), normalised units.

        Windows that reach over the run's ends see its first or last frame repeated. With the camera's
        `focal` length, in half picture widths, joints are in the camera frame; without, in the lifter's.
        """
        stop = len(points) if stop is None else stop
        lifted: Points = self.lift_shifted(points, start, stop, np.zeros((1, 2)), focal=focal)[0]
        return lifted

    def lift_shifted(
        self,
        points: Points,
        start: int,
        stop: int,
        shifts: NDArray[np.floating[Any]],
        *,
        focal: float | None = None,
    ) -> Points:
        """Joints (K, stop - start, J, 3) after each of `shifts` (K, 2) is added to every keypoint.

        Otherwise as `lift_run`; short spans under several shifts share a batch, which makes them cheaper.
        """
        frames = max(0, stop - start) if len(points) else 0
        if frames == 0 or len(shifts) == 0:
            return np.empty((len(shifts), frames, len(self.spec.skeleton), 3), np.float32)
        seen = self._seen(points, start, stop)[None].expand(len(shifts), -1, -1, -1)
        added = torch.as_tensor(np.asarray(shifts), dtype=torch.float32)[:, None, None]  # (K, 1, 1, 2)
        joints = self._lift_sequences(seen, added)
        return self._place(joints, points[start:stop, 0] + np.asarray(shifts)[:, None], focal)

    def lift_runs(
        self, runs: Sequence[tuple[Points, int, int]], *, focal: float | None = None
    ) -> list[Points]:
        """As `lift_run` for several runs, each with its start and stop: those of one length share batches."""
        by_length: dict[int, list[int]] = {}
        for number, (_, start, stop) in enumerate(runs):
            by_length.setdefault(stop - start, []).append(number)
        lifted: dict[int, Points] = {}
        for numbers in by_length.values():
            same = [runs[number] for number in numbers]
            seen = torch.stack([self._seen(*run) for run in same])
            joints = self._lift_sequences(seen, torch.zeros(len(same), 1, 1, 1))
            roots = np.stack([points[start:stop, 0] for points, start, stop in same])
            lifted.update(zip(numbers, self._place(joints, roots, focal), strict=True))
        return [lifted[number] for number in range(len(runs))]

    def _seen(self, points: Points, start: int, stop: int) -> Tensor:
        """The rows that windows of `start` to `stop` see: row r is frame start - T // 2 + r of the run."""
        margin = self.spec.window // 2
        rows = np.clip(np.arange(start - margin, stop + margin), 0, len(points) - 1)
        return torch.from_numpy(np.ascontiguousarray(points[rows]))

    def _lift_sequences(self, seen: Tensor, added: Tensor) -> Points:
        """Joints (K, N, J, 3) of frames whose windows fill `seen` (K, N + T - 1, J, 2) + `added` (K, ...)."""
        margin = self.spec.window // 2
        count, frames = len(seen), seen.shape[1] - 2 * margin
        result = np.empty((count, frames, len(self.spec.skeleton), 3), np.float32)
        first = done = 0  # sequence and frame to go on with
        while first < count:
            length = min(self._batch, frames - done)
            group = slice(first, first + (self._batch // length if done == 0 else 1))
            part = self._try_batch(seen[group, done : done + length + 2 * margin] + added[group])
            if part is None:
                continue
            result[group, done : done + length] = part
            done += length
            if done == frames:
                first, done = group.stop, 0
        return result

    def _place(self, joints: Points, roots: NDArray[np.floating[Any]], focal: float | None) -> Points:
        """Joints (K, N, J, 3), whose roots are seen at (K, N, 2), in the camera frame if `focal` is known."""
        if focal is not None and self.spec.frame == "ray":
            return _to_camera(joints, roots, focal)
        return joints

    def lift_windows(self, windows: Points) -> Points:
        """Joints (N, J, 3), in the lifter's own frame, of the middles of windows (N, T, J, 2)."""
        result = np.empty((len(windows), len(self.spec.skeleton), 3), np.float32)
        done = 0
        while done < len(windows):
            rows = slice(done, done + self._batch)
            part = self._try_batch(torch.from_numpy(np.ascontiguousarray(windows[rows])))
            if part is not None:
                result[rows] = part[:, 0]
                done = rows.stop
        return result

    @torch.inference_mode()
    def _try_batch(self, seen: Tensor) -> Points | None:
        """Joints (K, N, J, 3) of the N frames whose windows fill `seen` (K, N + T - 1, J, 2).

        None where memory ran out: the batch is then halved, for good.
        """
        try:
            if self._untried is not None:
                self._try_bfloat16(self._untried, seen.to(self.device))
            return np.asarray(self._flip_average(seen.to(self.device)).cpu().numpy(), dtype=np.float32)
        except (torch.OutOfMemoryError, RuntimeError) as error:
            is_memory = isinstance(error, torch.OutOfMemoryError) or "allocate memory" in str(error)
            if not is_memory or self._batch == 1:
                raise
            self._batch = max(1, min(self._batch, len(seen) * (seen.shape[1] - self.spec.window + 1)) // 2)
            if self.device.type == "cuda":
                torch.cuda.empty_cache()
            return None

    def _try_bfloat16(self, checkpoint: Checkpoint, seen: Tensor) -> None:
        """Go over to bfloat16 if some of the windows that fill `seen` are lifted nearly as in float32."""
        some = seen[:_TRIED_POSES, : max(1, _TRIED_POSES // len(seen)) + self.spec.window - 1]
        exact = self._network
        before = self._flip_average(some)
        self._network = SequenceNetwork(self.spec, checkpoint.weights, self.device, torch.bfloat16)
        loss = torch.linalg.vector_norm(self._flip_average(some) - before, dim=-1).mean()
        if not loss <= _LARGEST_LOSS_M:
            self._network = exact
        self._untried = None

    def _flip_average(self, seen: Tensor) -> Tensor:
        both = torch.cat([seen, self._flip(seen)])  # (2 K, S, J, 2)
        plain, flipped = self._network.lift(both).chunk(2)  # (K, N, J, 3) each
        mean = (plain + self._flip(flipped)) / 2
        return mean - mean[..., :1, :]

    def _flip(self, points: Tensor) -> Tensor:
        flipped = points[..., self._mirror, :].clone()
        flipped[..., 0] *= -1
        return flipped


def _to_camera(joints: Points, roots: NDArray[np.floating[Any]], focal: float) -> Points:
    """Joints (K, N, J, 3) in the frames of the rays through `roots` (K, N, 2), in the camera frame."""
    rays = np.concatenate([roots, np.full((*roots.shape[:2], 1), focal)], axis=-1)
    return ray_to_camera(joints, rays)


def pose_of(track: Track, joints: Points, *, window: int) -> Pose:
    """The pose whose joints were lifted from `track`, with flags for windows over a run's ends."""
    flags = track.flags.copy()
    margin = window // 2
    for start, stop in find_runs(joints[..., :2]):
        flags[start : min(start + margin, stop)] |= np.uint8(Flag.PADDED)
        flags[max(stop - margin, start) : stop] |= np.uint8(Flag.PADDED)
    flags[~np.isfinite(joints).all(axis=(1, 2))] |= np.uint8(Flag.MISSING)
    return Pose(track.skeleton, track.frames, track.times, joints, track.confidence, flags)
