"""`relief lift`: the main job."""

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np

from core.cli.exported import check_formats, export_options, print_exported
from core.cli.progress import show_progress
from core.cli.room import tell_camera, tell_changes, tell_warnings
from core.detectors import AUTO, DetectorOptions, choose_detector, find_detector
from core.detectors.keypoint_files import DETECTOR_NAME, KeypointSource
from core.detectors.options import MmposeOptions
from core.diagnostics.shift import ShiftOptions
from core.errors import BadInput
from core.jobs import JobStopped
from core.people import describe_people
from core.pipeline import ProcessOptions, process_clip, process_people, resume_place
from core.pose.cleaning import CleaningOptions
from core.take import Take
from core.take_export import export_takes
from core.world.records import PlacementOptions

EVERYBODY = "all"


def lift(options: argparse.Namespace) -> int:
    """Lift a video and write the results; 0 when all is written."""
    video: Path = options.video
    stem = result_stem(video)
    folder: Path = options.output or Path(f"{stem}-relief")
    export = replace(export_options(options), table="wide" if options.wide else "tidy")
    check_formats(options.formats)
    if not options.quiet and options.keypoints is None:
        _tell_detector(options)
    with show_progress(is_quiet=options.quiet) as report:
        try:
            with resume_place(folder, stem) as resume_file:
                chosen = _process_options(options)
                if options.person == EVERYBODY:
                    takes = process_people(video, chosen, report=report, resume_file=resume_file)
                    stems = [f"{stem}.person{take.person}" for take in takes]
                else:
                    takes = (process_clip(video, chosen, report=report, resume_file=resume_file),)
                    stems = [stem]
                files = export_takes(takes, folder, stems, options.formats, options=export, report=report)
        except JobStopped as stopped:
            text = "What was detected is kept: the same command goes on from there."
            raise JobStopped(text) from stopped
    if not options.quiet:
        for take in takes:
            _print_summary(take)
        print_exported(files)
    return 0


def _tell_detector(options: argparse.Namespace) -> None:
    """Which detector `auto` takes, and what will be downloaded for it."""
    chosen = _detector_options(options)
    name = options.detector
    if name == AUTO:
        choice = choose_detector(chosen)
        name = choice.name
        print(f"Detector: {choice.name} ({choice.why})")
    entry = find_detector(name)
    if name == "rtmpose" and not options.offline and (missing := entry.not_ready and entry.not_ready(chosen)):
        print(f"{name}: {missing}", flush=True)


def _detector_options(options: argparse.Namespace) -> DetectorOptions:
    return DetectorOptions(
        quality=options.quality,
        weights=options.weights,
        person_weights=options.person_weights,
        is_offline=options.offline,
        mmpose=_mmpose(options),
        box=options.box,
    )


def _mmpose(options: argparse.Namespace) -> MmposeOptions | None:
    config, checkpoint = options.mmpose_config, options.mmpose_checkpoint
    person = (options.mmpose_person_config, options.mmpose_person_checkpoint)
    if config is None and checkpoint is None:
        if any(person) or options.box:
            raise BadInput("--box and --mmpose-person-… are for a model of mmpose: give --mmpose-config too.")
        return None
    if config is None or checkpoint is None:
        raise BadInput("A model of mmpose is two files: give --mmpose-config and --mmpose-checkpoint.")
    if options.detector not in ("mmpose", AUTO):
        raise BadInput(f"--mmpose-config is for --detector mmpose, and not for {options.detector}.")
    return MmposeOptions(config, checkpoint, *person, device=options.device)


def result_stem(video: Path) -> str:
    """What result files are called: `walk` for walk.mp4, `shot` for shot_%06d.png, a folder's own name."""
    if video.is_dir():
        return video.resolve().name or "images"
    stem = video.stem if "%" not in video.name else video.name.split("%")[0].rstrip("_-. ")
    return stem or video.resolve().name or "images"


def _process_options(options: argparse.Namespace) -> ProcessOptions:
    return ProcessOptions(
        detector=options.detector,
        detection=_detector_options(options),
        keypoints=_keypoints(options),
        lifters=options.lifters,
        device=options.device,
        precision=options.precision,
        start_s=options.start,
        end_s=options.end,
        rate=options.fps,
        person=None if options.person == EVERYBODY else options.person,
        subject=options.subject,
        cleaning=CleaningOptions(
            smoothing=options.smooth,
            cutoff_hz=options.cutoff,
            window_s=options.smooth_window,
            max_gap_s=options.max_gap,
        ),
        shift=ShiftOptions(shifts=options.shifts),
        placement=PlacementOptions(
            focal_px=options.focal,
            fov_deg=options.fov,
            height_m=options.height,
            distance_m=options.distance,
            tilt_pitch_deg=options.tilt,
            tilt_roll_deg=options.roll,
            lift_m=options.lift,
            joint_limit_deg=options.joint_limit,
            foot_lock=options.feet,
            camera=options.camera,
        ),
    )


def _keypoints(options: argparse.Namespace) -> KeypointSource | None:
    if options.keypoints is not None:
        return KeypointSource(options.keypoints, options.keypoints_format, options.keypoints_first)
    if options.keypoints_format is not None or options.keypoints_first is not None:
        raise BadInput(
            "--keypoints-format and --keypoints-first say how to read --keypoints FILE: give it too."
        )
    return None


def _print_summary(take: Take) -> None:
    frames = len(take.track)
    if len(take.people.numbers) > 1:
        print(f"Person {take.person} of {describe_people(take.people)}")
    if take.detections.detector in (DETECTOR_NAME, "mmpose"):  # files of the user's decide what was found
        print(f"Keypoints: {take.detections.version}")
    for name, result in take.results.items():
        drift, beyond = (v[np.isfinite(v)] for v in (result.shift.drift_mm, result.shift.beyond_mm))
        text = f"{drift.mean():.1f} mm" if len(drift) else "not measured (no room to shift)"
        if len(beyond):
            text += f", {beyond.mean():.1f} mm of it beyond what perspective demands"
        lifted = int(result.pose.is_lifted.sum())
        print(f"{name} ({result.label}): {lifted} of {frames} frames lifted; drift when shifted: {text}")
    _print_placement(take)
    if cut := take.video.cut_off_frames:
        frame_s = "frame is" if cut == 1 else "frames are"
        print(f"The video was cut off: its last {cut} {frame_s} not in the file and lost.")
    if lost := len(take.detections.lost_frames):
        print(f"{lost} frame{'s' * (lost != 1)} of the video could not be decoded.")
    for kind, count in Counter(f.text for f in take.findings if f.severity == "warning").items():
        print(f"look at: {kind}" + (f" ({count} places)" if count > 1 else ""))


def _print_placement(take: Take) -> None:
    """How the person was put into the room, and what to be careful about: once for all lifters."""
    for sentence in (*tell_camera(take), *tell_changes(take)):
        print(f"in the room: {sentence}")
    for warning in tell_warnings(take):
        print(f"look at: {warning}")
