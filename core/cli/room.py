"""What the terminal says of how people were put into the room."""

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np

from core.take import Take
from core.world.records import Placement, PlacementOptions
from core.world.scene import stature


def tell_camera(take: Take) -> Iterator[str]:
    """Where the focal length is from and what the camera did, once for all lifters."""
    placed = _placements(take).values()
    yield from dict.fromkeys(p.focal_text for p in placed)
    yield from dict.fromkeys(p.motion.text for p in placed)


def tell_changes(take: Take) -> Iterator[str]:
    """How far each lifter's joints were moved."""
    for name, placement in _placements(take).items():
        if (moved := placement.figures.get("changed_mm_mean")) is not None:
            yield (
                f"rigid bones and standing feet moved {name}'s joints by {moved:.1f} mm on"
                f" average, {placement.figures['changed_mm_most']:.0f} mm at most"
            )


def tell_warnings(take: Take) -> Iterator[str]:
    """What to be careful about; whose, unless it is everybody's."""
    placed = _placements(take)
    said = Counter(warning for placement in placed.values() for warning in placement.warnings)
    for warning, count in said.items():
        names = ", ".join(name for name, placement in placed.items() if warning in placement.warnings)
        yield warning + ("" if count == len(placed) else f" ({names})")


def tell_placements(take: Take) -> Iterator[str]:
    """Upright, floor, size and feet of each lifter's figure."""
    for name, placement in _placements(take).items():
        yield f"{name}: {_upright(placement)}; {_floor(placement)}"
        yield f"{name}: {_size(placement)}; {_feet(placement)}"


def _placements(take: Take) -> Mapping[str, Placement]:
    return {name: result.placement for name, result in take.results.items() if result.placement}


def _upright(placement: Placement) -> str:
    options, unsure = placement.options, placement.figures.get("up_uncertainty_deg")
    found = "upright as the person stands" + ("" if unsure is None else f", to about {unsure:.1f} degrees")
    if not options.tilt_pitch_deg and not options.tilt_roll_deg:
        return found
    return (
        f"{found}; then tilted {options.tilt_pitch_deg:g} degrees forwards and {options.tilt_roll_deg:g}"
        " sideways by hand"
    )


def _floor(placement: Placement) -> str:
    figures = placement.figures
    text = "the floor under the lowest ankle"
    if figures.get("planted_percent"):
        text = f"the floor under the feet that stand (they differ by {figures['floor_spread_mm']:.0f} mm)"
    return text + (f", {placement.options.lift_m:g} m higher by hand" if placement.options.lift_m else "")


def _size(placement: Placement) -> str:
    pose = placement.pose
    if not pose.is_lifted.any():
        return "nowhere seen whole"
    height = stature(pose.joints[pose.is_lifted].astype(np.float64), pose.skeleton)
    text = f"about {height:.2f} m tall, {_scale_source(placement.options, placement.scale)}"
    distance = placement.figures.get("distance_m")
    return text if distance is None else f"{text}; {distance:.2f} m from the camera at first"


def _scale_source(options: PlacementOptions, scale: float) -> str:
    if options.height_m is not None:
        return f"from the height of {options.height_m:g} m as given"
    if options.distance_m is not None and scale != 1:
        return f"from the distance of {options.distance_m:g} m as given"
    return "as lifted (give --height to be sure)"


def _feet(placement: Placement) -> str:
    if placement.options.foot_lock == "off":
        return "feet as lifted"
    figures = placement.figures
    before, after = (figures.get(f"sliding_{when}_mm_at_50_hz") for when in ("before", "after"))
    if before is None or after is None:
        return "no foot seen to stand"
    return f"standing feet held: they slid by {before:.1f} mm in 1/50 s (p95), now {after:.1f}"
