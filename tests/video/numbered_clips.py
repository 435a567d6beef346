"""Small clips whose pictures carry their own number, so that a test can tell which one it got."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

BLOCK = 24
BITS = 16
WIDTH, HEIGHT = 8 * BLOCK, 4 * BLOCK
"""192 × 96: the number's 16 bits fill the upper half, twice over; the lower half is grey on the left."""


def numbered_picture(number: int) -> np.ndarray:
    """(96, 192, 3) with the number in black and white blocks and a red block at the bottom right."""
    bits = [(number >> bit) & 1 for bit in range(BITS)]
    blocks = np.full((4, 8, 3), 128)
    blocks[:2] = 230 * np.array(bits).reshape(2, 8, 1) + 12
    blocks[3, 7] = (220, 30, 30)
    return np.kron(blocks, np.ones((BLOCK, BLOCK, 1))).astype(np.uint8)


def read_number(image: np.ndarray) -> int:
    """The number in a picture of any size; fails unless it is upright, unmirrored, whole and in RGB."""
    rows, columns = (
        (np.arange(4) * 2 + 1) * image.shape[0] // 8,
        (np.arange(8) * 2 + 1) * image.shape[1] // 16,
    )
    blocks = image[np.ix_(rows, columns)].astype(int)
    assert abs(blocks[2:, :7] - 128).max() < 40, "the grey half is not below"
    red, green, blue = blocks[3, 7]
    assert red > 150 > 100 > max(green, blue), "the red block is not at the bottom right"
    return sum(1 << bit for bit, value in enumerate(blocks[:2, :, 0].reshape(-1)) if value > 128)


@dataclass(frozen=True)
class Clip:
    """How a test clip is made."""

    suffix: str = ".mp4"
    codec: str = "libx264"
    rate: Fraction = Fraction(30)
    ticks: tuple[int, ...] = tuple(range(0, 90 * 512, 512))
    """Presentation times; tick is the time base."""
    tick: Fraction = Fraction(1, 15360)
    options: dict[str, str] = field(default_factory=lambda: {"g": "12", "bf": "0"})
    container_options: dict[str, str] = field(default_factory=dict)
    rotation: int = 0
    is_mirrored: bool = False
    pixel_aspect: Fraction = Fraction(1)
    pixel_format: str = "yuv420p"

    @property
    def times(self) -> np.ndarray:
        """(T,) seconds from the first frame, as they were given to the encoder."""
        return np.array([float((tick - self.ticks[0]) * self.tick) for tick in self.ticks])


def write_clip(path: Path, clip: Clip, pictures: Iterable[np.ndarray] | None = None) -> Path:
    """Encode the clip's numbered pictures, or others."""
    pictures = pictures or (numbered_picture(number) for number in range(len(clip.ticks)))
    with av.open(str(path), "w", options=clip.container_options) as container:
        stream = None
        for tick, picture in zip(clip.ticks, pictures, strict=True):
            stream = stream or add_stream(container, clip, picture)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format=clip.pixel_format)
            frame.pts, frame.time_base = tick, clip.tick
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def add_stream(container, clip: Clip, picture: np.ndarray):
    stream = container.add_stream(clip.codec, rate=clip.rate)
    stream.height, stream.width = picture.shape[:2]
    stream.pix_fmt = clip.pixel_format
    stream.time_base = stream.codec_context.time_base = clip.tick
    stream.codec_context.sample_aspect_ratio = clip.pixel_aspect
    stream.options = clip.options
    if clip.rotation or clip.is_mirrored:
        stream.set_display_rotation(clip.rotation, hflip=clip.is_mirrored)
    return stream


def even_ticks(count: int, step: int, start: int = 0) -> tuple[int, ...]:
    return tuple(start + step * i for i in range(count))


def uneven_ticks(count: int, step: int) -> tuple[int, ...]:
    """Steps of 1, 2 and 5 units in turn, as a phone does when light fades."""
    return tuple(int(t) for t in np.cumsum([0, *(step * (1, 2, 5)[i % 3] for i in range(count - 1))]))


B_FRAMES = {"g": "24", "bf": "3", "x264-params": "b-adapt=0:scenecut=0"}
X265_QUIET = "log-level=none:keyint=20:bframes=3:b-adapt=0"

MPEG_B_FRAMES = {"g": "12", "bf": "2"}
MS = Fraction(1, 1000)
NTSC = Clip(rate=Fraction(30000, 1001), ticks=even_ticks(90, 1001), tick=Fraction(1, 30000))
TS = Clip(".ts", ticks=even_ticks(90, 3000), tick=Fraction(1, 90000), options=B_FRAMES)
AT_30 = Clip(ticks=even_ticks(90, 1), tick=Fraction(1, 30))
AT_25 = Clip(ticks=even_ticks(90, 1), tick=Fraction(1, 25), rate=Fraction(25))
VP9 = {"deadline": "realtime", "cpu-used": "8", "g": "20"}
FRAGMENTED = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}

CLIPS: dict[str, Clip] = {
    "cfr 30": Clip(),
    "ntsc": NTSC,
    "b-frames": Clip(options=B_FRAMES),
    "open gop": Clip(options={**B_FRAMES, "x264-params": "b-adapt=0:scenecut=0:open-gop=1:keyint=12"}),
    "vfr mp4": Clip(ticks=uneven_ticks(90, 256), options=B_FRAMES),
    "vfr mkv": Clip(".mkv", ticks=uneven_ticks(90, 20), tick=MS, options=B_FRAMES),
    "ntsc mkv": replace(NTSC, suffix=".mkv"),
    "offset mkv": Clip(".mkv", ticks=even_ticks(90, 40, start=7000), tick=MS, rate=Fraction(25)),
    "ts": TS,
    "long ts": replace(TS, ticks=even_ticks(400, 3000), options={**B_FRAMES, "g": "48"}),
    "fragmented": Clip(options=B_FRAMES, container_options=FRAGMENTED),
    "hevc": Clip(codec="libx265", options={"x265-params": X265_QUIET}),
    "intra refresh": Clip(options={"g": "24", "x264-params": "intra-refresh=1:bframes=0"}),
    "mpeg4 avi": replace(AT_30, suffix=".avi", codec="mpeg4", options=MPEG_B_FRAMES),
    "h264 avi": replace(AT_30, suffix=".avi", options=B_FRAMES),
    "mjpeg avi": replace(AT_30, suffix=".avi", codec="mjpeg", options={}, pixel_format="yuvj420p"),
    "raw h264": replace(AT_25, suffix=".h264", options=B_FRAMES),
    "mpeg2 ps": replace(AT_25, suffix=".mpg", codec="mpeg2video", options=MPEG_B_FRAMES),
    "webm": Clip(".webm", "libvpx-vp9", ticks=even_ticks(60, 33), tick=MS, options=VP9),
    "turned 90": Clip(rotation=90, options=B_FRAMES),
    "turned 180": Clip(rotation=180),
    "turned 270": Clip(rotation=270),
    "mirrored": Clip(is_mirrored=True),
    "mirrored 90": Clip(rotation=90, is_mirrored=True),
    "wide pixels": Clip(pixel_aspect=Fraction(16, 11)),
    "tall pixels turned": Clip(pixel_aspect=Fraction(3, 4), rotation=90),
    "one frame": Clip(ticks=(0,)),
}


def stored_picture(number: int, clip: Clip) -> np.ndarray:
    """The numbered picture as a camera stores it: before it is turned and then mirrored for display."""
    picture = numbered_picture(number)
    if clip.is_mirrored:
        picture = picture[:, ::-1]
    return np.ascontiguousarray(np.rot90(picture, -clip.rotation // 90))
