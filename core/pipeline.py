"""The whole flow on one page: a video goes in, a take comes out. (`core.take_export` makes files of it.)"""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from core import __version__
from core.detectors import DetectionRun, DetectorOptions, find_chosen, prepare_detector, start_detection
from core.detectors.keypoint_files import KeypointSource, keypoint_detector
from core.detectors.resume import video_fingerprint
from core.diagnostics.movement import movement_range
from core.diagnostics.shift import ShiftOptions
from core.errors import BadInput, CannotWrite, NobodyFound, NotInstalled
from core.files import make_folders, remove_empty
from core.geometry.image import normalise
from core.jobs import Report, ignore_report
from core.lifter.shipped import find_lifter
from core.people import NoSuchPerson, People, SubjectRule, choose_subject, link_people
from core.pose.cleaning import CleaningOptions
from core.take import LifterResult, Take, find_all_problems
from core.video import VideoInfo, probe_video
from core.world.camera_motion import watch_camera
from core.world.focal import focal_from_file
from core.world.place import place_in_world
from core.world.records import CameraMotion, PlacementOptions
from core.world.thumbnails import ThumbnailReader

if TYPE_CHECKING:
    from core.lifter.inference import Lifter
    from core.streaming import LiftedPerson

LEAST_FRAMES = 3
"""With fewer there is no motion: no speed, no acceleration, nothing for a temporal lifter to see."""


@dataclass(frozen=True, slots=True)
class ProcessOptions:
    """What the user may choose on the way from a video to a take."""

    detector: str = "auto"
    """A key of `DETECTORS`, or `auto` for the best that is ready."""
    detection: DetectorOptions = field(default_factory=DetectorOptions)
    keypoints: KeypointSource | None = None
    """A file of 2D keypoints, in the place of the detector."""
    lifters: tuple[str, ...] = ("baseline", "rie")
    """Short names, names of shipped lifters, or paths."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    precision: Literal["auto", "float32", "bfloat16"] = "auto"
    """Of lifting; see `Lifter`."""
    start_s: float | None = None
    end_s: float | None = None
    """The clip, in seconds of the video; None for its start and its end."""
    rate: Fraction | None = None
    """Frames per second of a series of pictures."""
    person: int | None = None
    """The number of the person to lift; None to choose by `subject`."""
    subject: SubjectRule = "prominent"
    cleaning: CleaningOptions = field(default_factory=CleaningOptions)
    shift: ShiftOptions = field(default_factory=ShiftOptions)
    placement: PlacementOptions = field(default_factory=PlacementOptions)


def process_clip(
    path: Path,
    options: ProcessOptions,
    *,
    report: Report = ignore_report,
    resume_file: Callable[[], Path] | None = None,
    preview: Callable[[Take], None] | None = None,
) -> Take:
    """Detect the people in a video, lift one of them with each lifter, and test what came out.

    Decoding and detecting run in a process of their own; frames are lifted here while they come. With
    `resume_file` (from `resume_place`) a run that was cut off goes on where it was; it is called once the
    input has proved usable, so that nothing is made on the disk for what is not. `preview` is shown, in
    this thread and now and then, what is finished so far: a take to look at, without findings.

    `BadInput` for a video, a clip or a lifter that cannot be used, `NobodyFound` if no frame has a
    person, `NoSuchPerson` where the person asked for is not there, `NotInstalled` where the detector or
    device is missing.
    """

    def choose(people: People) -> tuple[int, ...]:
        return (choose_subject(people, options.subject) if options.person is None else options.person,)

    return _process(path, options, choose, report, resume_file, preview)[0]


def process_people(
    path: Path,
    options: ProcessOptions,
    *,
    report: Report = ignore_report,
    resume_file: Callable[[], Path] | None = None,
) -> tuple[Take, ...]:
    """As `process_clip` for everybody in the video: a take of each, by number, whatever `options.person`."""

    def choose(people: People) -> tuple[int, ...]:
        # What was lifted on the way is most likely this one's.
        first = choose_subject(people, options.subject)
        return (first, *(person for person in people.numbers if person != first))

    takes = _process(path, options, choose, report, resume_file, None)
    return tuple(sorted(takes, key=lambda take: take.person))


def _process(
    path: Path,
    options: ProcessOptions,
    choose: Callable[[People], tuple[int, ...]],
    report: Report,
    resume_file: Callable[[], Path] | None,
    preview: Callable[[Take], None] | None,
) -> list[Take]:
    """A take of each person chosen."""
    if options.keypoints is None:
        find_chosen(options.detector, options.detection)
    files = find_lifters(options.lifters)
    info = probe_video(path, rate=options.rate)
    start, stop = choose_clip(info, options)
    if options.keypoints:
        detector = keypoint_detector(options.keypoints, info, report)
    else:
        detector = prepare_detector(options.detector, options.detection, report)
    part_file = resume_file() if resume_file else None
    with (
        tempfile.TemporaryDirectory(prefix="relief-", ignore_cleanup_errors=True) as folder,
        start_detection(
            info, detector, start=start, stop=stop, resume_file=part_file,
            reader=(reader := ThumbnailReader(Path(folder))),
        ) as run,
    ):  # fmt: skip
        # Loading PyTorch takes as long as the detector takes to start: do both at once.
        lifters = _load_lifters(files, options)
        takes = _follow(run, lifters, options, choose, report, preview)
        motions = [watch_camera(info, take.track, report, reader=reader) for take in takes]
    return [
        place_take(take, options.placement, motion, report=report)
        for take, motion in zip(takes, motions, strict=True)
    ]


def place_take(
    take: Take,
    options: PlacementOptions,
    motion: CameraMotion | None = None,
    *,
    report: Report = ignore_report,
) -> Take:
    """The take with every lifter's pose put into the world, again if it was before.

    Without `motion` it is that of the earlier placement, if there is one.
    """
    stated = None
    with suppress(BadInput):  # the video need not be there any more
        stated = focal_from_file(take.video)
    results = dict(take.results)
    for done, (name, result) in enumerate(take.results.items()):
        report("place", done, len(results))
        known = motion or (result.placement.motion if result.placement else None)
        placement = place_in_world(result.pose, take.track, options, known, stated_focal=stated)
        results[name] = replace(result, placement=placement)
    report("place", len(results), len(results))
    return replace(take, results=results)


def find_lifters(names: Sequence[str]) -> dict[str, Path]:
    """Each lifter's file by its name in results; a file given by path goes by its stem."""
    found = [(name, find_lifter(name)) for name in names]
    files = {file.stem if file == Path(name) else name: file for name, file in found}
    if not files:
        raise BadInput("No lifter was chosen. Give at least one.")
    if len(files) < len(names):
        raise BadInput(
            f"Two lifters have one name: {', '.join(names)}. Give each once, or rename one of the files."
        )
    return files


def choose_clip(info: VideoInfo, options: ProcessOptions) -> tuple[int, int]:
    """First frame, and the one after the last. `BadInput` if the clip is empty or too short to lift."""
    start_s = options.start_s or 0.0
    end_s = info.duration if options.end_s is None else options.end_s
    if start_s >= info.duration:
        raise BadInput(
            f"The clip would start at {start_s:g} s, but {info.path} lasts {info.duration:.2f} s. Start"
            " sooner."
        )
    if end_s <= start_s:
        raise BadInput(
            f"The clip of {info.path} would end at {end_s:g} s, before it starts at {start_s:g} s. End later."
        )
    start, stop = (int(i) for i in np.searchsorted(info.times, (start_s - 1e-9, end_s - 1e-9)))
    if stop - start < LEAST_FRAMES:
        where = "" if options.start_s is None and options.end_s is None else " between those times"
        count = max(stop - start, 0)
        raise BadInput(
            f"{info.path} has {count} frame{'s' * (count != 1)}{where}, and a motion needs at least"
            f" {LEAST_FRAMES}. Choose a longer video or clip (this one lasts {info.duration:.2f} s)."
        )
    return start, stop


def _load_lifters(files: Mapping[str, Path], options: ProcessOptions) -> "dict[str, Lifter]":
    import torch

    from core.lifter.inference import Lifter

    # Half the cores are the detector's. Threads of ours that wait for a core it holds would spin, and
    # slow both down many times over.
    torch.set_num_threads(max(1, (os.cpu_count() or 1) // 2))
    where = {"device": options.device, "precision": options.precision}
    return {name: Lifter.from_file(file, name=name, **where) for name, file in files.items()}  # type: ignore[arg-type]


def _follow(
    run: DetectionRun,
    lifters: "Mapping[str, Lifter]",
    options: ProcessOptions,
    choose: Callable[[People], tuple[int, ...]],
    report: Report,
    preview: Callable[[Take], None] | None,
) -> list[Take]:
    """Lift what the detection finds while it finds it, and put everything together at its end."""
    from core.preview import Previews
    from core.streaming import StreamingLift

    times = run.info.times[run.start : run.stop]
    lifting = StreamingLift(lifters, times, cleaning=options.cleaning, shift=options.shift, stride=run.stride)
    previews = Previews(preview, run, lifters, lifting, options.cleaning)
    for part in run.chunks(report):
        lifting.add(part)
        previews.offer()
    people = link_people(run.result())
    lifted = lifting.finish_all(people, choose(people), report)
    return [_make_take(run, people, one, options) for one in lifted]


def _make_take(run: DetectionRun, people: People, lifted: "LiftedPerson", options: ProcessOptions) -> Take:
    """The take of one person, not yet in the world."""
    from core.lifter.inference import pose_of
    from core.pose.mapping import select_joints
    from core.pose.runs import find_runs

    track = lifted.track
    results = {}
    for name, slot in lifted.slots.items():
        spec = slot.lifter.spec
        pose = pose_of(select_joints(track, spec.skeleton), slot.joints, window=spec.window)
        results[name] = LifterResult(spec.label, slot.lifter.sha256, spec.window, pose, slot.shift)
    points = normalise(track.points, *track.image_size)
    window = max(result.window for result in results.values())
    return Take(
        video=run.info,
        video_fingerprint=video_fingerprint(run.info),
        people=people,
        person=lifted.person,
        track=track,
        cleaning=options.cleaning,
        movement=movement_range(points, find_runs(points), window),
        movement_window=window,
        results=results,
        findings=find_all_problems(people, lifted.person, track, results),
        history=(
            *_describe_cut(run.info),
            f"Detected with {run.entry.name} ({run.entry.version()}), frames {run.start} to {run.stop - 1}.",
            f"Lifted with {', '.join(results)} by Relief {__version__}.",
        ),
    )


def _describe_cut(info: VideoInfo) -> tuple[str, ...]:
    if not (cut := info.cut_off_frames):
        return ()
    return (f"The video was cut off: its last {cut} of {len(info) + cut} frames are not in the file.",)


@contextmanager
def resume_place(folder: Path, stem: str) -> Iterator[Callable[[], Path]]:
    """Where a detection of `stem` keeps what is finished until its take is written: `process_clip` calls it.

    The file stays where the block is cut off (`JobStopped`, a crash). It goes at the block's end, and with
    input that is of no use; what an earlier run kept goes only if nobody was found in it. Folders made for
    it go with it.
    """
    file = folder / f".{stem}.part"
    made: list[Path] = []
    is_new = False

    def prepare() -> Path:
        nonlocal is_new
        made.extend(make_folders(folder))
        is_new = not file.exists()
        return file

    is_useless = False
    try:
        yield prepare
        is_useless = True
    except NobodyFound:
        is_useless = True
        raise
    except NoSuchPerson:  # the next command asks for another one, and need not detect again
        raise
    except (BadInput, NotInstalled, CannotWrite):
        is_useless = is_new
        raise
    finally:
        if is_useless:
            with suppress(OSError):  # the disk may be what is wrong
                file.unlink()
        remove_empty(made)
