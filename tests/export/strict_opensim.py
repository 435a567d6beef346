"""TRC as OpenSim's own reader takes it (its TRCFileAdapter), in plain lists: rules first, numbers second."""

from math import nan
from pathlib import Path

KEYS = [
    "DataRate", "CameraRate", "NumFrames", "NumMarkers", "Units", "OrigDataRate", "OrigDataStartFrame",
    "OrigNumFrames",
]  # fmt: skip


def read_trc(path: Path):
    """Metadata, marker names, times, and a list of frames, each a list of [x, y, z]."""
    lines = path.read_bytes().decode("ascii").split("\n")
    assert lines[0].split("\t")[0] == "PathFileType"
    assert lines[0].split("\t")[1:3] == ["4", "(X/Y/Z)"]
    assert [key for key in _cells(lines[1]) if key] == KEYS
    values = [value for value in _cells(lines[2]) if value]
    assert len(values) == len(KEYS)
    about = dict(zip(KEYS, values, strict=True))
    labels = [label for label in _cells(lines[3]) if label]
    assert labels[:2] == ["Frame#", "Time"]
    names = labels[2:]
    assert len(names) == int(about["NumMarkers"])
    axes = [label for label in _cells(lines[4]) if label]
    assert axes == [f"{axis}{i + 1}" for i in range(len(names)) for axis in "XYZ"]
    assert lines[5] == ""
    times, frames = [], []
    for line in lines[6:]:
        cells = _cells(line)
        if not cells:
            break
        assert len(cells) == 2 + 3 * len(names)
        assert int(cells[0]) == len(times) + 1
        times.append(float(cells[1]))
        triples = [cells[i : i + 3] for i in range(2, len(cells), 3)]
        frames.append([[float(c) for c in triple] if all(triple) else [nan] * 3 for triple in triples])
    assert len(times) == int(about["NumFrames"]) == int(about["OrigNumFrames"])
    return about, names, times, frames


def _cells(line: str) -> list[str]:
    """Between tabs; what is empty behind the last tab is no cell."""
    cells = line.split("\t")
    return cells if cells[-1] else cells[:-1]
