"""Small recordings of people who stand, and of one who walks along, in the files that laboratories give."""

from pathlib import Path

import numpy as np

BONES = {
    # name: (parent, offset in centimetres, y up, facing z, left is +x)
    "Hips": ("", (0, 95, 0)), "LeftUpLeg": ("Hips", (9, -2, 0)), "LeftLeg": ("LeftUpLeg", (0, -42, 0)),
    "LeftFoot": ("LeftLeg", (0, -43, 0)), "RightUpLeg": ("Hips", (-9, -2, 0)),
    "RightLeg": ("RightUpLeg", (0, -42, 0)), "RightFoot": ("RightLeg", (0, -43, 0)),
    "Spine": ("Hips", (0, 12, 0)), "Spine1": ("Spine", (0, 12, 0)), "Neck": ("Spine1", (0, 24, 0)),
    "Head": ("Neck", (0, 12, 0)), "LeftArm": ("Spine1", (18, 20, 0)), "LeftForeArm": ("LeftArm", (28, 0, 0)),
    "LeftHand": ("LeftForeArm", (26, 0, 0)), "RightArm": ("Spine1", (-18, 20, 0)),
    "RightForeArm": ("RightArm", (-28, 0, 0)), "RightHand": ("RightForeArm", (-26, 0, 0)),
}  # fmt: skip
CHANNELS = "Zrotation Xrotation Yrotation"


def write_bvh(
    path: Path, *, frames=120, rate=60.0, speed=50.0, scale=1.0, prefix="", turn_deg=0.0, values=None
):
    """A person in a T-pose who is carried along z by `speed` units a second, turned about y."""
    lines = [
        "HIERARCHY",
        *_joint("Hips", 0, scale, prefix),
        "MOTION",
        f"Frames: {frames}",
        f"Frame Time: {1 / rate:.8f}",
    ]
    for frame in range(frames):
        row = np.zeros(6 + 3 * (len(BONES) - 1))
        row[:6] = [0, 95 * scale, speed * scale * frame / rate, 0, 0, turn_deg]
        lines.append(" ".join(f"{v:.5f}" for v in (row if values is None else values(frame, row))))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n")
    return path


def _joint(name, depth, scale, prefix):
    offset = " ".join(f"{v * scale:.5f}" for v in (BONES[name][1] if depth else (0, 0, 0)))
    yield f"{'JOINT' if depth else 'ROOT'} {prefix}{name}"
    yield "{"
    yield f"OFFSET {offset}"
    yield f"CHANNELS {'3' if depth else '6 Xposition Yposition Zposition'} {CHANNELS}"
    for child, (parent, _) in BONES.items():
        if parent == name:
            yield from _joint(child, depth + 1, scale, prefix)
    if name in ("Head", "LeftHand", "RightHand", "LeftFoot", "RightFoot"):
        yield f"End Site\n{{\nOFFSET 0 {10 * scale if name == 'Head' else 0} 0\n}}"
    yield "}"


_ASF_BONES = """\
lhipjoint 1 0 0 9 root
lfemur 0 -1 0 42 lhipjoint
ltibia 0 -1 0 43 lfemur
rhipjoint -1 0 0 9 root
rfemur 0 -1 0 42 rhipjoint
rtibia 0 -1 0 43 rfemur
lowerback 0 1 0 10 root
upperback 0 1 0 12 lowerback
thorax 0 1 0 12 upperback
lowerneck 0 1 0 8 thorax
upperneck 0 1 0 8 lowerneck
head 0 1 0 10 upperneck
lclavicle 1 0 0 18 thorax
lhumerus 1 0 0 28 lclavicle
lradius 1 0 0 18 lhumerus
lwrist 1 0 0 9 lradius
rclavicle -1 0 0 18 thorax
rhumerus -1 0 0 28 rclavicle
rradius -1 0 0 18 rhumerus
rwrist -1 0 0 9 rradius"""
"""Name, direction, length, parent."""


def write_acclaim(folder: Path, *, subject="13", take="29", frames=130, axes="0 0 0", turns=None):
    """A skeleton in centimetres (length 2.54) and a motion; `turns` are lines added to each frame."""
    folder.mkdir(parents=True, exist_ok=True)
    bones = [line.split() for line in _ASF_BONES.splitlines()]
    text = [
        "# a comment", ":version 1.10", ":name made-up", ":units", "  mass 1.0", "  length 2.54",
        "  angle deg",
        ":documentation", "  none", ":root", "   order TX TY TZ RX RY RZ", "   axis XYZ", "   position 0 0 0",
        "   orientation 0 0 0", ":bonedata",
    ]  # fmt: skip
    for number, (name, x, y, z, length, _) in enumerate(bones, 1):
        text += ["  begin", f"     id {number}", f"     name {name}", f"     direction {x} {y} {z}",
                 f"     length {length}", f"     axis {axes} XYZ", "    dof rx ry rz",
                 "    limits (-160.0 20.0)", "           (-70.0 70.0)", "           (-60.0 70.0)",
                 "  end"]  # fmt: skip
    text += [":hierarchy", "  begin"]
    for parent in dict.fromkeys(bone[5] for bone in bones):
        text.append("    " + " ".join([parent, *(bone[0] for bone in bones if bone[5] == parent)]))
    text.append("  end")
    skeleton = folder / f"{subject}.asf"
    skeleton.write_text("\n".join(text))
    lines = ["#!OML:ASF made-up", ":FULLY-SPECIFIED", ":DEGREES"]
    for frame in range(frames):
        lines += [str(frame + 1), f"root 0 95 {0.5 * frame} 0 0 0", *(turns or [])]
    motion = folder / f"{subject}_{take}.amc"
    motion.write_text("\n".join(lines))
    return motion
