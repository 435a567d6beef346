"""A short video with uneven times, a track over it and walking figures."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from export_motions import pose_of, walk
from numbered_clips import Clip, uneven_ticks, write_clip

from core.pose.records import Pose, Track
from core.pose.skeleton import H36M_17
from core.render import Figure, Footage
from core.video import probe_video

COUNT = 8
UNEVEN = Clip(ticks=uneven_ticks(COUNT, 256), options={"g": "6", "bf": "0"})


def write_video(folder: Path, clip: Clip = UNEVEN) -> Path:
    return write_clip(folder / "walk.mp4", clip)


def footage_of(video: Path, poses: dict[str, Pose] | None = None, *, first: int = 0) -> Footage:
    """The video's frames from `first` on; two lifters if no poses are given."""
    info = probe_video(video)
    frames = np.arange(first, len(info))
    times = info.times[frames]
    if poses is None:
        pose = replace(pose_of(walk(len(frames)), times=times), frames=frames)
        poses = {"baseline": pose, "rie": pose}
    return Footage(
        info, made_up_track(frames, times, (info.width, info.height)),
        tuple(Figure(name, f"variant {name}", pose) for name, pose in poses.items()),
    )  # fmt: skip


def made_up_track(frames, times, size) -> Track:
    """A walker seen from the front in the middle of the picture, 0.4 of its height tall."""
    joints = walk(len(frames))[..., :2] * [1, -1] * (0.22 * size[1])
    points = (joints + np.array(size) / 2).astype(np.float32)
    shape = points.shape[:2]
    return Track(H36M_17, frames, times, points, np.ones(shape, np.float32), np.zeros(shape, np.uint8), size)


def read_film(path: Path) -> tuple[np.ndarray, list[np.ndarray], av.VideoFormat, Fraction]:
    """Times, pictures, format and seconds that the film lasts, by PyAV."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        packets = [packet for packet in container.demux(stream) if packet.pts is not None]
        end = max((packet.pts + packet.duration) * stream.time_base for packet in packets)
        start = min(packet.pts * stream.time_base for packet in packets)
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        frames = list(container.decode(stream))
        times = np.array([float(frame.pts * frame.time_base) for frame in frames])
        return times, [frame.to_ndarray(format="rgb24") for frame in frames], frames[0].format, end - start
