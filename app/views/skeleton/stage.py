"""Turns a take, a frame and what the user wants to see into a `Scene`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.joint_names import joint_title
from app.theme import Theme
from app.views.skeleton.body import body_of
from app.views.skeleton.ground import Ground, ground_under
from app.views.skeleton.motion import Motion, motion_of
from app.views.skeleton.scene import Differences, Figure, Palette, Scene, Tile, Trail
from app.views.skeleton.texts import translate
from app.views.skeleton.wishes import Wishes
from core.take import Take

Array = NDArray[np.floating]
Shifted = Mapping[str, tuple[Array, Array]]
"""Lifter -> the pose of the frame and the pose of the shifted track: (J, 3) metres, camera frame, relative to
the root."""

MOST_TILES = 3
_GHOSTS = (-3, -2, -1, 1, 2, 3)
_SCALES_MM = (20.0, 50.0, 100.0, 200.0, 500.0)


class Stage:
    """Holds a take's motions, ready for any frame."""

    def __init__(self, take: Take | None = None, *, is_finished: bool = True) -> None:
        """Before a take `is_finished`, frames without a pose are yet to be lifted."""
        self.is_finished = is_finished
        self._standing: dict[str, Motion] = {}
        self._placed: dict[str, Motion] = {}
        self._labels: dict[str, str] = {}
        self._scales: dict[tuple[str, ...], float] = {}
        self._ground: dict[tuple[str, ...], Ground] = {}
        self.camera_back: Array | None = None
        """(3,) world: from the scene to the video's camera, where that is known."""
        for name, result in take.results.items() if take is not None else ():
            self._labels[name] = result.label
            self._standing[name] = motion_of(result.pose)
            placement = result.placement
            if placement is not None:
                self._placed[name] = motion_of(placement.pose)
                self.camera_back = -placement.rotation[0] @ np.array([0.0, 0.0, 1.0])

    @property
    def lifters(self) -> tuple[str, ...]:
        """The names of those that have something to show."""
        return tuple(self._standing)

    @property
    def has_world(self) -> bool:
        """Whether the take knows where in the room each pose is."""
        return bool(self._placed)

    def motion(self, lifter: str, wishes: Wishes) -> Motion:
        """The lifter's motion as the user wants to see it."""
        return (wishes.in_world and self._placed.get(lifter)) or self._standing[lifter]

    def shown(self, chosen: tuple[str, ...], wishes: Wishes) -> tuple[str, ...]:
        """Which of the chosen lifters are drawn, in their tiles' order."""
        known = [name for name in chosen if name in self._standing] or list(self._standing)
        if wishes.mode == "side":
            return tuple(known[:MOST_TILES])
        if wishes.mode == "overlay":
            return tuple(known[:2])
        if wishes.lifter in self._standing:
            return (str(wishes.lifter),)
        return tuple(known[-1:])

    def points(self, lifters: tuple[str, ...], wishes: Wishes, *, frame: int | None = None) -> Array:
        """(N, 3) where these lifters' joints go during the clip: what a camera has to see.

        With a frame: as if the person had stayed where they are in it.
        """
        motions = [self.motion(name, wishes) for name in lifters]
        return np.concatenate([motion.points(frame) for motion in motions])

    def scene(
        self,
        frame: int,
        lifters: tuple[str, ...],
        wishes: Wishes,
        theme: Theme,
        *,
        joint: str | None = None,
        shifted: Shifted | None = None,
    ) -> Scene:
        """What there is to see of a frame of the video."""
        wishes = within(wishes, shifted)
        look = _Look(self, frame, wishes, theme, joint)
        if not lifters:
            tiles = [Tile(message=translate("No lifter is shown."))]
        elif wishes.mode == "overlay":
            tiles = [look.overlay(lifters)]
        else:
            tiles = [look.single(name, (shifted or {}).get(name)) for name in lifters]
        return Scene(self._ground_under(lifters, wishes), tuple(tiles))

    def label(self, lifter: str) -> str:
        """The lifter's variant, in the paper's words."""
        return self._labels[lifter]

    def scale_mm(self, lifters: tuple[str, ...]) -> float:
        """A round number of millimetres above nearly all differences between two lifters in this clip."""
        if lifters not in self._scales:
            one, other = (self._standing[name] for name in lifters)
            pairs = _same_joints(one, other)
            gaps = (one.joints - one.joints[:, :1])[:, pairs[:, 0]]
            gaps = gaps - (other.joints - other.joints[:, :1])[:, pairs[:, 1]]
            lengths = 1000 * np.linalg.norm(gaps, axis=-1)
            lengths = lengths[np.isfinite(lengths)]
            most = float(np.percentile(lengths, 95)) if lengths.size else 0.0
            self._scales[lifters] = _round_scale(most)
        return self._scales[lifters]

    def _ground_under(self, lifters: tuple[str, ...], wishes: Wishes) -> Ground:
        key = (*lifters, "world" if wishes.in_world else "spot")
        if key not in self._ground:
            points = self.points(lifters, wishes) if lifters else np.zeros((1, 3))
            self._ground[key] = ground_under(points)
        return self._ground[key]


@dataclass(frozen=True, slots=True)
class _Look:
    """One frame of a stage, through the user's wishes."""

    stage: Stage
    frame: int
    wishes: Wishes
    theme: Theme
    joint: str | None

    def single(self, lifter: str, shifted: tuple[Array, Array] | None) -> Tile:
        motion = self.stage.motion(lifter, self.wishes)
        label = self.stage.label(lifter)
        title = lifter if label == lifter else f"{lifter}   {label}"
        tile = self._tile(motion, title, self._colour(lifter))
        palette = (self.theme.left, self.theme.right, self.theme.middle)
        joints = motion.near(self.frame)
        if joints is None:
            return tile
        if shifted is not None and np.isfinite(shifted).all():
            return self._drift(tile, motion, palette, shifted)
        figures = [self._figure(motion, joints, palette, opacity=0.25 if tile.message else 1.0)]
        if self.wishes.has_ghosts:
            figures += self._ghosts(motion, palette)
        return replace(
            tile, figures=tuple(figures), trails=self._trails(motion, self.theme.accent, np.zeros(3))
        )

    def overlay(self, lifters: tuple[str, ...]) -> Tile:
        motions = [self.stage.motion(name, self.wishes) for name in lifters]
        colours = [self._colour(name) for name in lifters]
        tile = replace(
            self._tile(motions[0], "", ""), keys=tuple(zip(colours, lifters, strict=True)), readout=""
        )
        if len(lifters) < 2:
            return replace(tile, message=translate("Show two lifters to lay one over the other."))
        poses = [motion.near(self.frame) for motion in motions]
        if poses[0] is None or poses[1] is None:
            return tile
        moved = poses[0][0] - poses[1][0]  # root on root: what differs is the pose
        shifts = (np.zeros(3), moved)
        figures = tuple(
            self._figure(
                motion,
                np.asarray(pose + shift),
                (colour,) * 3,
                thickness=0.4,
                opacity=0.25 if tile.message else 1.0,
            )
            for motion, pose, shift, colour in zip(
                motions, (poses[0], poses[1]), shifts, colours, strict=True
            )
        )
        trails = [
            trail
            for motion, colour, shift in zip(motions, colours, shifts, strict=True)
            for trail in self._trails(motion, colour, shift)
        ]
        pairs = _same_joints(*motions)
        lines = Differences(
            figures[0].joints[pairs[:, 0]], figures[1].joints[pairs[:, 1]], self.stage.scale_mm(lifters)
        )
        note = "" if tile.message else translate("{mm} mm apart on average").format(mm=round(lines.mm.mean()))
        return replace(tile, figures=figures, trails=tuple(trails), differences=lines, note=note)

    def _drift(self, tile: Tile, motion: Motion, palette: Palette, shifted: tuple[Array, Array]) -> Tile:
        near = motion.near(self.frame)
        root = np.zeros(3) if near is None else near[0]
        original, moved = (pose * np.array([1.0, -1.0, -1.0]) + root for pose in shifted)  # y up
        most = float(np.linalg.norm(moved - original, axis=1).max()) * 1000
        lines = Differences(original, moved, _round_scale(most))
        ghost = (tile.colour,) * 3
        return replace(
            tile,
            message="",
            figures=(
                self._figure(motion, original, palette),
                self._figure(motion, moved, ghost, thickness=0.8, opacity=0.45, casts_shadow=False),
            ),
            differences=lines,
            note=translate("moved by {mm} mm on average").format(mm=f"{lines.mm.mean():.1f}"),
        )

    def _colour(self, lifter: str) -> str:
        return self.theme.lifter(lifter, self.stage.lifters.index(lifter))

    def _tile(self, motion: Motion, title: str, colour: str) -> Tile:
        pose = motion.at(self.frame)
        names = motion.skeleton.joints
        chosen = names.index(self.joint) if self.joint in names else None
        message = ""
        if pose is None:
            if not self.stage.is_finished:
                message = translate("This frame is yet to be lifted.")
            elif motion.row(self.frame) is None:
                message = translate("This frame lies outside the clip.")
            else:
                message = translate("There is no pose in this frame.")
        return Tile(
            title=title,
            colour=colour,
            message=message,
            readout="" if pose is None else _readout(names, pose, chosen),
            chosen=None if pose is None else chosen,
            has_labels=self.wishes.has_labels and pose is not None,
        )

    def _figure(
        self,
        motion: Motion,
        joints: Array,
        palette: Palette,
        *,
        thickness: float = 1.0,
        opacity: float = 1.0,
        casts_shadow: bool = True,
    ) -> Figure:
        body = body_of(motion.skeleton)
        thickness *= motion.size
        return Figure(body, joints, palette, thickness, opacity, casts_shadow and opacity == 1)

    def _ghosts(self, motion: Motion, palette: Palette) -> list[Figure]:
        step = max(1, self.wishes.trail_frames // max(_GHOSTS))
        found = [(beat, motion.at(self.frame + beat * step)) for beat in _GHOSTS]
        return [
            self._figure(
                motion, pose, palette, thickness=0.8, opacity=0.34 - 0.07 * abs(beat), casts_shadow=False
            )
            for beat, pose in sorted(found, key=lambda ghost: -abs(ghost[0]))
            if pose is not None
        ]

    def _trails(self, motion: Motion, colour: str, shift: Array) -> tuple[Trail, ...]:
        row = motion.row(self.frame)
        if not self.wishes.has_trail or row is None or self.joint not in motion.skeleton.joints:
            return ()
        reach = self.wishes.trail_frames
        first = max(0, row - reach)
        points = motion.joints[first : row + reach + 1, motion.skeleton.index(str(self.joint))] + shift
        return (Trail(points, row - first, colour),)


def within(wishes: Wishes, shifted: Shifted | None) -> Wishes:
    """What can be met of them: shifted poses know of no room, where lifters differ in size and tilt."""
    is_on_the_spot = bool(shifted) or wishes.mode == "overlay"
    return replace(wishes, in_world=False) if is_on_the_spot else wishes


def _readout(names: tuple[str, ...], pose: Array, chosen: int | None) -> str:
    if chosen is None:
        top = names.index("head") if "head" in names else int(pose[:, 1].argmax())
        text = translate("{joint} {height} m above the floor")
        return text.format(joint=joint_title(names[top]), height=f"{pose[top, 1]:.2f}")
    x, y, z = pose[chosen].round(3) + 0.0  # no minus before nought
    return f"x {x:+.3f}   y {y:+.3f}   z {z:+.3f} m".replace("-", "−")


def _same_joints(one: Motion, other: Motion) -> NDArray[np.int64]:
    """(D, 2) indices of each joint that both have; the root's 0 mm count, as in MPJPE."""
    theirs = other.skeleton.joints
    return np.array(
        [(i, theirs.index(name)) for i, name in enumerate(one.skeleton.joints) if name in theirs],
        np.int64,
    ).reshape(-1, 2)


def _round_scale(mm: float) -> float:
    return next((scale for scale in _SCALES_MM if mm <= scale), _SCALES_MM[-1])
