"""Judging lifters on windows of motion capture: how the test is made, and what each lifter made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from core import __version__
from core.datasets.mocap import MocapPack
from core.errors import BadInput
from core.evaluation.windows import (
    ShiftScores,
    WindowSet,
    draw_windows,
    lift_windows,
    score,
    score_shifts,
)
from core.jobs import Report, ignore_report
from core.lifter.inference import Lifter
from core.training.noise import NoiseOptions
from core.training.sampler import SamplerOptions

Array = NDArray[np.float64]

_PAPER_RATE = 50.0
"""Frames per second of Human3.6M, and of the training of the paper's rows."""


@dataclass(frozen=True, slots=True)
class JudgingOptions:
    """How the test is made."""

    cameras: Literal["wild", "fixed"] = "wild"
    is_noisy: bool = False
    """Detector errors on top of detector-like keypoints."""
    windows: int = 8000
    reach: float = 0.2
    """Shifts are drawn from (-reach, reach) in x and y, normalised image units."""
    seed: int = 0
    rates: tuple[float, float] = (20.0, 60.0)
    """Frames per second that the windows pretend to have."""


def as_in_paper(options: JudgingOptions) -> JudgingOptions:
    """The same test seen by the four fixed cameras at the 50 frames a second of the paper's data set."""
    return replace(options, cameras="fixed", rates=(_PAPER_RATE, _PAPER_RATE))


def draw_for(lifters: Mapping[str, Lifter], pack: MocapPack, options: JudgingOptions) -> WindowSet:
    """The windows that all of the lifters are judged on; `BadInput` if there are none."""
    require_lifters(lifters)
    longest = max(lifter.spec.window for lifter in lifters.values())
    return draw_windows(pack, longest, options.windows, sampler_options(options), seed=options.seed)


def sampler_options(options: JudgingOptions) -> SamplerOptions:
    """People as they were recorded: no changed bones, nobody made larger or smaller, faster or slower."""
    return SamplerOptions(
        rates=options.rates, stretch=(1.0, 1.0), bone_spread=0.0, body_spread=0.0, cameras=options.cameras,
        noise=NoiseOptions() if options.is_noisy else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What one lifter made of the windows: (N,) each, millimetres."""

    mpjpe: Array
    p_mpjpe: Array
    n_mpjpe: Array
    shifts: ShiftScores


def judge(lifter: Lifter, windows: WindowSet, options: JudgingOptions) -> Judged:
    """Errors on the windows as they are, and what a shift of each does."""
    errors = score(lift_windows(lifter, windows), windows.joints)
    shifts = score_shifts(lifter, windows, reach=options.reach, seed=options.seed)
    return Judged(errors.mpjpe, errors.p_mpjpe, errors.n_mpjpe, shifts)


def judge_all(
    lifters: Mapping[str, Lifter], windows: WindowSet, options: JudgingOptions, report: Report = ignore_report
) -> dict[str, Judged]:
    """`judge` of every lifter, by name."""
    found: dict[str, Judged] = {}
    for done, (name, lifter) in enumerate(lifters.items()):
        report("evaluate", done, len(lifters))
        found[name] = judge(lifter, windows, options)
    report("evaluate", len(lifters), len(lifters))
    return found


def require_lifters(lifters: Mapping[str, Lifter]) -> None:
    """`BadInput` without any."""
    if not lifters:
        raise BadInput("No lifter was given. Name at least one.")


def origin_of(lifters: Mapping[str, Lifter], **facts: object) -> dict[str, Any]:
    """What decides an evaluation's numbers: the program, facts about its data, and every lifter's weights."""
    return {
        "relief": __version__,
        **{name.replace("_", " "): value for name, value in facts.items()},
        **{f"lifter {name}": lifter.sha256 for name, lifter in lifters.items()},
    }


def origin_of_windows(
    lifters: Mapping[str, Lifter], pack: MocapPack, options: JudgingOptions
) -> dict[str, Any]:
    """`origin_of` an evaluation on windows drawn with these options."""
    return origin_of(
        lifters,
        data=pack.fingerprint,
        cameras=options.cameras,
        detector_errors="yes" if options.is_noisy else "no",
        windows=options.windows,
        seed=options.seed,
    )
