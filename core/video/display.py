"""From a decoded picture to what a person should see: upright, with square pixels, in RGB."""

from fractions import Fraction
from typing import cast

import numpy as np
from av.filter import Graph
from av.sidedata.sidedata import SideDataContainer
from av.sidedata.sidedata import Type as SideDataType
from av.video.frame import VideoFrame

from core.video.records import Image, VideoInfo

TURNS = {
    0: (),
    90: (("transpose", "cclock"),),
    180: (("hflip", None), ("vflip", None)),
    270: (("transpose", "clock"),),
}


class PictureDisplay:
    """Turns the decoded pictures of one video into RGB arrays of its displayed size."""

    def __init__(self, info: VideoInfo) -> None:
        self._size = (info.width, info.height)
        self._filters = (*((("vflip", None),) if info.is_mirrored else ()), *TURNS[info.rotation])
        self._graph: Graph | None = None
        self._graph_input: tuple[int, int, str] | None = None

    def to_rgb(self, frame: VideoFrame) -> Image:
        """(height, width, 3) RGB, C-contiguous.

        A stream that changes its size on the way is scaled to the size it began with.
        """
        width, height = self._size
        upright = self._turn(frame) if self._filters else frame
        # One thread: starting several for each picture costs more than it saves (measured at 1080p).
        rgb = upright.reformat(width=width, height=height, format="rgb24", threads=1)
        return np.ascontiguousarray(cast("Image", rgb.to_ndarray()))

    def _turn(self, frame: VideoFrame) -> VideoFrame:
        """Turn in the decoder's own format: ten times faster than turning an RGB array in NumPy."""
        source = (frame.width, frame.height, frame.format.name)
        if self._graph is None or self._graph_input != source:
            self._graph, self._graph_input = self._build_graph(frame), source
        self._graph.vpush(frame)
        return self._graph.vpull()

    def _build_graph(self, frame: VideoFrame) -> Graph:
        graph = Graph()
        graph.threads = 1
        buffer = graph.add_buffer(
            width=frame.width,
            height=frame.height,
            format=frame.format,
            time_base=frame.time_base or Fraction(1, 90_000),
        )
        steps = [graph.add(name, argument) for name, argument in self._filters]
        graph.link_nodes(buffer, *steps, graph.add("buffersink")).configure()
        return graph


def displayed_size(width: int, height: int, pixel_aspect: Fraction, rotation: int) -> tuple[int, int]:
    """Width and height with square pixels and upright; pixels are stretched, never shrunk."""
    if pixel_aspect >= 1:
        width = round(width * pixel_aspect)
    else:
        height = round(height / pixel_aspect)
    return (height, width) if rotation in (90, 270) else (width, height)


def read_rotation(frame: VideoFrame) -> int:
    """Counter-clockwise degrees by which the picture is turned for display, to the nearest right angle."""
    return round(frame.rotation / 90) * 90 % 360


def read_mirroring(frame: VideoFrame) -> bool:
    """Whether the display matrix mirrors the picture, as front cameras do (its determinant is negative)."""
    try:
        side_data = cast("SideDataContainer", frame.side_data)  # av's stub knows motion vectors only
    except ValueError:
        # WORKAROUND: av 18 raises on kinds that it has no name for, such as EXIF (github.com/PyAV-Org/PyAV).
        return False
    data = next((data for data in side_data if data.type == SideDataType.DISPLAYMATRIX), None)
    if data is None:
        return False
    matrix = np.frombuffer(bytes(data), np.int32).reshape(3, 3)
    return bool(np.linalg.det(matrix[:2, :2].astype(np.float64)) < 0)
