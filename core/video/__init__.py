"""Reading video files frame by frame, with their true times."""

from core.video.probe import probe_video
from core.video.reading import FrameReader, read_frames
from core.video.records import Frame, VideoInfo

__all__ = ["Frame", "FrameReader", "VideoInfo", "probe_video", "read_frames"]
