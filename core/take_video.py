"""A take as a film: finds its video again and what to show of it."""

from collections.abc import Sequence
from pathlib import Path

from core.detectors.resume import video_fingerprint
from core.errors import BadInput, ReliefError
from core.jobs import Report, ignore_report
from core.render import Figure, Footage, RenderOptions, render_film
from core.render.film import Film
from core.take import LifterResult, Take


def render_video(
    take: Take,
    path: Path,
    options: RenderOptions | None = None,
    *,
    lifters: Sequence[str] = (),
    report: Report = ignore_report,
) -> Film:
    """Write an MP4 of the take, with the figures of these lifters or of all.

    `BadInput` for a video that is gone or another one by now, an unknown lifter, an impossible size or times
    outside the clip; `CannotWrite` where the disk fails.
    """
    footage = footage_of(take, lifters)
    _check_video(take)
    if path.exists() and path.resolve() == take.video.path.resolve():
        raise BadInput(f"{path} is the video itself. Choose another name for the film.")
    return render_film(footage, path, options, report=report)


def footage_of(take: Take, lifters: Sequence[str] = ()) -> Footage:
    """What a film of the take is made of."""
    if unknown := [name for name in lifters if name not in take.results]:
        raise BadInput(f"The take has no lifter {unknown[0]!r}; it has: {', '.join(take.results)}.")
    names = dict.fromkeys(lifters or take.results)
    return Footage(take.video, take.track, tuple(_figure(name, take.results[name]) for name in names))


def _figure(name: str, result: LifterResult) -> Figure:
    """The pose in the world where there is one."""
    pose = result.pose if result.placement is None else result.placement.pose
    return Figure(name, result.label, pose)


def _check_video(take: Take) -> None:
    path = take.video.path
    gone = f"{path}, the video of this take, is not there. Put it back, or lift it again where it is now."
    if not path.exists() and "%" not in path.name:
        raise BadInput(gone)
    try:
        is_same = dict(video_fingerprint(take.video)) == dict(take.video_fingerprint)
    except (OSError, ReliefError) as error:
        raise BadInput(gone) from error
    if not is_same:
        raise BadInput(f"{path} is another video than the take was made of. Lift it again.")
