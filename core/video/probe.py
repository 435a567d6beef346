"""What a video file or a series of pictures holds."""

from fractions import Fraction
from pathlib import Path

from core.errors import BadInput
from core.video.image_sequence import IMAGE_SUFFIXES, is_image_sequence, probe_images
from core.video.records import VideoInfo
from core.video.timing import choose_rate, is_variable_rate, total_duration


def probe_video(path: Path, *, rate: Fraction | None = None) -> VideoInfo:
    """What the video holds: its frame times, and its size as displayed.

    `path` is a video file, a folder of pictures (taken in natural order), or a pattern such as
    `shot_%06d.png`. Pictures need a `rate`; a video has its own times, so one must not be given.
    Time 0 is the first frame that a player shows; what cannot be decoded before it is not counted.
    A file that was cut off is read as far as it goes. Raises `BadInput` for everything that is no video.
    """
    if is_image_sequence(path):
        return probe_images(path, rate)
    if path.suffix.lower() in IMAGE_SUFFIXES:
        raise BadInput(f"{path} is a single picture. Give its folder, or a pattern such as shot_%06d.png.")
    if rate is not None:
        raise BadInput(
            f"{path} is a video and has its own times. Leave the rate out; it is for pictures only."
        )
    return probe_file(path)


def probe_file(path: Path) -> VideoInfo:
    """What a video file holds."""
    from core.video.container import check_size, find_video_stream, open_container
    from core.video.display import displayed_size
    from core.video.packet_index import index_packets

    with open_container(path) as container:
        stream = find_video_stream(container, path)
        stated_rate = stream.average_rate or stream.guessed_rate
        pixel_aspect = stream.sample_aspect_ratio or Fraction(1)
        codec = stream.codec_context.codec.canonical_name
    index = index_packets(path)
    first = index.first
    width, height = displayed_size(first.width, first.height, pixel_aspect, first.rotation)
    check_size(width, height, path)
    rate = choose_rate(index.times, index.tick_s, stated_rate)
    return VideoInfo(
        path=path,
        width=width,
        height=height,
        times=index.times,
        duration=total_duration(index.times, index.last_duration_s, rate),
        nominal_rate=rate,
        is_variable_rate=is_variable_rate(index.times, index.tick_s),
        rotation=first.rotation,
        pixel_aspect=pixel_aspect,
        codec=codec,
        is_mirrored=first.is_mirrored,
        cut_off_frames=index.cut_off_frames,
    )
