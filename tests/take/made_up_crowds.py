"""Takes of several people, made without a video or a detector."""

from dataclasses import replace

import numpy as np
from made_up_people import walker
from made_up_takes import made_up_take

from core.detectors.records import Detections
from core.diagnostics.shift import ShiftOptions
from core.lifter.inference import pose_of
from core.people import People
from core.pose.cleaning import CleaningOptions
from core.pose.skeleton import H36M_17
from core.streaming import StreamingLift
from core.take import LifterResult


def crowd(times, count=2, *, first=100, swapped=(), size=(640, 480)):
    """Walkers side by side, in all frames; from left to right their numbers are 1, 2, 3 and so on.

    In the `swapped` frames the tracker exchanged persons 1 and 2.
    """
    frames = np.arange(len(times)) + first
    middle = walker(times, size)
    places = (np.arange(count) - (count - 1) / 2) * size[0] / (count + 1)
    points = np.stack([middle + np.array([x, 0]) for x in places], axis=1).reshape(-1, 17, 2)
    row_frames = np.repeat(frames, count)
    detections = Detections(
        detector="made up", version="1", skeleton=H36M_17, frames=frames, times=np.asarray(times, np.float64),
        row_frames=row_frames, points=points.astype(np.float32),
        confidence=np.full((len(points), 17), 0.9, np.float32),
        world=np.full((len(points), 17, 3), np.nan, np.float32), lost_frames=np.empty(0, np.int64),
        image_size=size,
    )  # fmt: skip
    labels = np.tile(np.arange(count) + 1, len(times))
    is_swapped = np.isin(row_frames, swapped) & (labels <= 2)
    labels[is_swapped] = 3 - labels[is_swapped]
    return People(detections, labels)


def lifted_crowd(info, lifters, people, person=1):
    """A take of that person in the video `info`, lifted as a whole."""
    lifting = StreamingLift(
        lifters, people.detections.times, cleaning=CleaningOptions(), shift=ShiftOptions(shifts=4)
    )
    track = lifting.finish_all(people, (person,), lambda *_: None)[0].track
    results = {
        name: LifterResult(
            label="", sha256=lifter.sha256, window=lifter.spec.window,
            pose=pose_of(track, lifting.joints(name), window=lifter.spec.window), shift=lifting.shift(name),
        )
        for name, lifter in lifters.items()
    }  # fmt: skip
    return replace(
        made_up_take(info.path), video=info, people=people, person=person, track=track,
        cleaning=CleaningOptions(), corrections=(), results=results, findings=(),
        movement=np.zeros((len(track), 17), np.float32),
    )  # fmt: skip
