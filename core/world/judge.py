"""How far to believe a placement: figures, and warnings as sentences."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.world.foot_lock import FootReport
from core.world.records import CameraMotion, Placement, PlacementOptions
from core.world.scene import Located, Scene

Array = NDArray[np.float64]

_FEW_FRAMES = 9
_UNSURE_UP_DEG = 6.0
_STANDS_SELDOM = 0.1
_UNEVEN_FLOOR_M = 0.08
_FEET_UNSEEN = 0.5
_IMPOSSIBLE_M_S = 9.0
"""Sprinters reach 12, people before a camera hardly 7."""


def judge(
    scene: Scene,
    located: Located,
    options: PlacementOptions,
    motion: CameraMotion,
    up: Array,
    *,
    distance: float,
    has_floor: bool,
) -> tuple[dict[str, float], tuple[str, ...]]:
    """Figures by name, with their units in it, and what the user should be warned of."""
    known = located.is_known
    heights = (located.body.ankles + located.root[:, None])[located.planted] @ up
    spread = float(1.4826 * np.median(np.abs(heights - np.median(heights)))) if len(heights) else 0.0
    steps = np.linalg.norm(np.diff(located.root, axis=0), axis=1) / np.diff(scene.times)
    speed = float(steps.max(initial=0.0))
    figures = {
        "placed_percent": 100 * float(known.mean()),
        "distance_m": distance,
        "ray_error_mm": 1000 * float(np.median(located.frames.residual_m[known])),
        "standing_percent": 100 * located.found.standing_share,
        "up_uncertainty_deg": located.found.uncertainty_deg,
        "planted_percent": 100 * float(located.planted.any(axis=1).mean()),
        "floor_spread_mm": 1000 * spread,
        "greatest_speed_m_s": speed,
    }
    is_tilted = options.tilt_pitch_deg != 0 or options.tilt_roll_deg != 0
    problems = (
        (
            not motion.is_trusted and options.camera != "static",
            f"{motion.text} The path through the world may be wrong.",
        ),
        (
            motion.kind == "handheld" and options.camera != "static",
            "The camera was held by hand: its turns are taken out, but steps that it took show as steps of"
            " the person.",
        ),
        (
            int(known.sum()) < _FEW_FRAMES,
            f"Only {int(known.sum())} frames could be placed: too few to tell how the person moves.",
        ),
        (
            not is_tilted and located.found.standing_share < _STANDS_SELDOM,
            "The person hardly ever stands in this clip, so which way is up is a guess. Set the tilt by"
            " hand.",
        ),
        (
            not is_tilted and located.found.uncertainty_deg > _UNSURE_UP_DEG,
            f"Which way is up is known to about {located.found.uncertainty_deg:.0f} degrees only. Check the"
            " tilt.",
        ),
        (
            speed > _IMPOSSIBLE_M_S,
            f"The person moves at {speed:.0f} m/s somewhere: the detector may have changed over to"
            " somebody else. Choose a clip that shows one person.",
        ),
        (
            not has_floor,
            "No foot was seen to stand, so the floor was put under the lowest ankle. Check its height.",
        ),
        (
            scene.feet_unseen > _FEET_UNSEEN,
            f"The feet were out of sight in {100 * scene.feet_unseen:.0f} % of the frames: the floor is"
            " where the detector guessed them.",
        ),
        (
            spread > _UNEVEN_FLOOR_M,
            f"Feet were put down at heights that differ by {1000 * spread:.0f} mm: stairs or furniture, or"
            " the tilt is wrong.",
        ),
        (
            options.distance_m is not None
            and options.height_m is not None
            and not 0.9 < options.distance_m / distance < 1.1,
            f"The focal length and the person's height put the person {distance:.2f} m away, not"
            f" {options.distance_m or 0:g} m as given: one of the three is wrong. The distance was left out.",
        ),
    )
    return figures, tuple(text for is_so, text in problems if is_so)


def describe_feet(feet: FootReport) -> dict[str, float]:
    """What the foot lock did; without figures of which there are none."""
    figures = {
        "sliding_before_mm_at_50_hz": feet.before.p95_mm,
        "sliding_after_mm_at_50_hz": feet.after.p95_mm,
        "locked_percent": 100 * feet.locked_share,
        "moved_by_lock_mm": feet.moved_mean_mm,
    }
    return {name: value for name, value in figures.items() if np.isfinite(value)}


def describe_placement(placement: Placement) -> dict[str, Any]:
    """What someone who opens an export should know of its place in the world, as plain JSON."""
    return {
        "focal_px": round(placement.focal_px, 3),
        "focal": placement.focal_text,
        "camera": placement.motion.text,
        "scale": round(placement.scale, 6),
        "figures": {name: round(value, 4) for name, value in placement.figures.items()},
        "warnings": list(placement.warnings),
    }
