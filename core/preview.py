"""What a clip looks like while it is still being processed: to be shown, not to be kept."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress

import numpy as np

from core.detectors import DetectionRun
from core.errors import NobodyFound
from core.lifter.inference import Lifter, pose_of
from core.people import choose_subject, link_people
from core.pose.cleaning import CleaningOptions
from core.pose.mapping import select_joints
from core.pose.records import Track
from core.streaming import StreamingLift, prepare_person
from core.take import LifterResult, Take

_LEAST_PAUSE_S = 0.4
_LARGEST_SHARE = 0.03
"""Of the time: a preview costs more the longer the clip has become, and so comes less often."""


class Previews:
    """Hands out what is finished so far, now and then: seldom enough that the run takes no longer for it."""

    def __init__(
        self,
        show: Callable[[Take], None] | None,
        run: DetectionRun,
        lifters: Mapping[str, Lifter],
        lifting: StreamingLift,
        cleaning: CleaningOptions,
    ) -> None:
        """`show` is called in the thread that processes; None if nobody looks."""
        self._show, self._run, self._lifters = show, run, lifters
        self._lifting, self._cleaning = lifting, cleaning
        self._next_s = 0.0

    def offer(self) -> None:
        """Show what there is, if the last time was long enough ago and anybody was seen yet."""
        began = time.monotonic()
        if self._show is None or began < self._next_s:
            return
        with suppress(NobodyFound):
            self._show(self._make())
        now = time.monotonic()
        self._next_s = now + max(_LEAST_PAUSE_S, (now - began) / _LARGEST_SHARE)

    def _make(self) -> Take:
        people = link_people(self._run.result())
        person = choose_subject(people)
        track = prepare_person(people, person, self._cleaning)
        return Take(
            video=self._run.info,
            video_fingerprint={},
            people=people,
            person=person,
            track=track,
            cleaning=self._cleaning,
            movement=np.full(track.flags.shape, np.nan, np.float32),
            movement_window=max(lifter.spec.window for lifter in self._lifters.values()),
            results={name: self._result(name, lifter, track) for name, lifter in self._lifters.items()},
        )

    def _result(self, name: str, lifter: Lifter, track: Track) -> LifterResult:
        rows = slice(0, len(track))
        shift = self._lifting.shift(name)
        chosen = select_joints(track, lifter.spec.skeleton)
        return LifterResult(
            label=lifter.spec.label,
            sha256=lifter.sha256,
            window=lifter.spec.window,
            pose=pose_of(chosen, self._lifting.joints(name)[rows].copy(), window=lifter.spec.window),
            shift=shift.rows(rows).copy(),
        )
