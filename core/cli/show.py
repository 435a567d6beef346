"""`relief info`, `relief lifters`, `relief detectors`: short texts about what there is."""

from fractions import Fraction
from pathlib import Path

import numpy as np


def show_info(path: Path, rate: Fraction | None) -> None:
    """Print what a video or a take holds."""
    if path.suffix == ".relief":  # core.take_file.SUFFIX, without the weight of its imports
        _show_take(path)
    else:
        _show_video(path, rate)


def _show_video(path: Path, rate: Fraction | None) -> None:
    from core.video import probe_video

    info = probe_video(path, rate=rate)
    exact = f"{info.nominal_rate}" if info.nominal_rate.denominator > 1 else ""
    kind = "variable" if info.is_variable_rate else "constant"
    print(f"{path}")
    print(f"  size      {info.width} x {info.height} pixels as displayed")
    print(f"  frames    {len(info)} in {info.duration:.3f} s")
    print(f"  rate      {info.mean_rate:.4f} frames/s on average, {kind}; stated: "
          f"{float(info.nominal_rate):.4f}{f' ({exact})' if exact else ''}")  # fmt: skip
    if info.cut_off_frames:
        print(f"  cut off   its last {info.cut_off_frames} frames are not in the file")
    steps = np.diff(info.times)
    if info.is_variable_rate and len(steps):
        print(f"  steps     {steps.min() * 1000:.1f} to {steps.max() * 1000:.1f} ms between frames")
    print(f"  rotation  {info.rotation} degrees{', mirrored' if info.is_mirrored else ''}")
    if info.pixel_aspect != 1:
        print(f"  pixels    {info.pixel_aspect} as wide as high")
    print(f"  codec     {info.codec}")


def _show_take(path: Path) -> None:
    from core.cli.room import tell_camera, tell_changes, tell_placements, tell_warnings
    from core.people import describe_person
    from core.take_file import load_take

    take = load_take(path)
    track = take.track
    print(f"{path}")
    print(f"  video     {take.video.path.name}, {take.video.width} x {take.video.height} pixels")
    print(f"  clip      frames {track.frames[0]} to {track.frames[-1]}, {track.times[0]:.3f} to "
          f"{track.times[-1]:.3f} s")  # fmt: skip
    print(f"  detector  {take.detections.detector} ({take.detections.version})")
    for person in take.people.numbers:
        mark = ", lifted in this take" if person == take.person else ""
        print(f"  person {person}  {describe_person(take.people, person)}{mark}")
    for name, result in take.results.items():
        print(f"  lifter    {name} ({result.label}), {int(result.pose.is_lifted.sum())} frames lifted")
    for sentence in (*tell_camera(take), *tell_placements(take), *tell_changes(take)):
        print(f"  room      {sentence}")
    for warning in tell_warnings(take):
        print(f"  look at   {warning}")
    for finding in take.findings:
        print(f"  {finding.severity:<9} frames {finding.start} to {finding.stop - 1}: {finding.text}")
    for line in take.history:
        print(f"  history   {line}")


def show_lifters() -> None:
    """Print the shipped lifters and their short names."""
    from core.lifter.checkpoint import read_header
    from core.lifter.shipped import LIFTERS, shipped_lifters

    short = {full: name for name, full in LIFTERS.items()}
    files = shipped_lifters()
    width = max(map(len, files), default=0)
    for name, path in files.items():
        spec, _ = read_header(path)
        called = f"  (short: {short[name]})" if name in short else ""
        size = path.stat().st_size / 1e6
        print(f"{name:<{width}} {spec.label}, window of {spec.window} frames, {size:.1f} MB{called}")


def show_detectors() -> None:
    """Print the detectors and what each still needs."""
    from core.detectors import AUTO, DETECTORS, DetectorOptions, choose_detector
    from core.detectors.keypoint_files import KEYPOINT_FORMATS

    for name, entry in DETECTORS.items():
        print(f"{name:<12} {entry.description}")
        if missing := entry.why_unavailable():
            print(f"{'':<12} not usable yet: {missing}")
        elif entry.not_ready and (missing := entry.not_ready(DetectorOptions())):
            print(f"{'':<12} {missing}")
    print(f"{AUTO:<12} the best of these that is ready: {choose_detector(DetectorOptions()).name}")
    print("\nor a file of 2D keypoints (relief lift VIDEO --keypoints FILE):")
    for name, kind in KEYPOINT_FORMATS.items():
        print(f"{name:<12} {kind.description}")
