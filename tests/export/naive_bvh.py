"""A second BVH reader that shares nothing with ours: recursion and plain lists, one joint at a time."""

from math import cos, radians, sin
from pathlib import Path


def places(path: Path, *, adds_offset: bool = False):
    """A list of frames, each a dict from joint name (`Head_End` for end sites) to [x, y, z]; and seconds.

    `adds_offset`: read position channels as three.js does, on top of the offset, and not instead of it.
    """
    lines = [line.split() for line in path.read_text().splitlines() if line.strip()]
    assert lines[0] == ["HIERARCHY"]
    root, at = _joint(lines, 1)
    assert lines[at] == ["MOTION"]
    assert lines[at + 1][0] == "Frames:"
    assert lines[at + 2][:2] == ["Frame", "Time:"]
    rows = [[float(word) for word in line] for line in lines[at + 3 :]]
    assert len(rows) == int(lines[at + 1][1])
    frames = []
    for row in rows:
        found, rest = {}, list(row)
        _walk(root, rest, [0.0, 0.0, 0.0], [[1, 0, 0], [0, 1, 0], [0, 0, 1]], found, adds_offset)
        assert not rest
        frames.append(found)
    return frames, float(lines[at + 2][2])


def _joint(lines, at, parent_name=""):
    name = f"{parent_name}_End" if lines[at][0] == "End" else lines[at][1]
    assert lines[at + 1] == ["{"]
    joint = {"name": name, "offset": [float(x) for x in lines[at + 2][1:]], "channels": [], "children": []}
    at += 3
    while lines[at] != ["}"]:
        if lines[at][0] == "CHANNELS":
            joint["channels"] = lines[at][2:]
            assert len(joint["channels"]) == int(lines[at][1])
            at += 1
        else:
            child, at = _joint(lines, at, name)
            joint["children"].append(child)
    return joint, at + 1


def _walk(joint, row, origin, turn, found, adds_offset):
    move, own = list(joint["offset"]), [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    for channel in joint["channels"]:
        value, axis = row.pop(0), "XYZ".index(channel[0])
        if channel.endswith("position"):
            move[axis] = value + (joint["offset"][axis] if adds_offset else 0)
        else:
            own = _times(own, _about(axis, radians(value)))
    place = [origin[i] + sum(turn[i][k] * move[k] for k in range(3)) for i in range(3)]
    found[joint["name"]] = place
    for child in joint["children"]:
        _walk(child, row, place, _times(turn, own), found, adds_offset)


def _about(axis, angle):
    c, s = cos(angle), sin(angle)
    return [
        [[1, 0, 0], [0, c, -s], [0, s, c]],
        [[c, 0, s], [0, 1, 0], [-s, 0, c]],
        [[c, -s, 0], [s, c, 0], [0, 0, 1]],
    ][axis]


def _times(a, b):
    return [[sum(a[i][k] * b[k][j] for k in range(3)) for j in range(3)] for i in range(3)]
