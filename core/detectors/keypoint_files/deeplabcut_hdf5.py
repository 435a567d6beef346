"""DeepLabCut's HDF5: tables as pandas keeps them by PyTables, without either.

pandas/io/pytables.py has two layouts. The fixed one (`GenericFixed`) has groups of columns as blocks,
`block0_values` (rows, columns), their labels as `block0_items_level0` (names) and `block0_items_label0`
(which of them each column has), and the rows' labels as `axis1`. The appendable one (`AppendableFrameTable`)
has records in `table` with fields `index` and `values_block_0`, and the labels pickled in an attribute.
"""

import pickletools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from core.detectors.keypoint_files.deeplabcut import find_columns, frame_numbers, rows_of_table
from core.detectors.keypoint_files.records import Array, KeypointRows
from core.hdf5 import find, list_groups, open_hdf5, read_array, read_attribute, read_texts

if TYPE_CHECKING:
    import h5py

_KEYS = ("df_with_missing", "tracks")
"""What DeepLabCut calls its table."""
_TYPES = ("frame", "frame_table")
_LEVELS = (3, 4)
"""Of labels: scorer, (individual,) body part, coordinate."""
_MOST_BLOCKS = 100

Labels = list[tuple[str, ...]]


def is_deeplabcut_hdf5(path: Path) -> bool:
    """Whether it holds a table of pandas."""
    with open_hdf5(path) as file:
        return bool(_tables(file))


def read_deeplabcut_hdf5(path: Path) -> KeypointRows:
    """A person for each individual and frame; rows are numbers of frames or names of pictures.

    `ValueError` for tables of something else, and for several of them unless one is called as usual.
    """
    with open_hdf5(path) as file:
        names = _tables(file)
        chosen = [name for name in _KEYS if name in names] or names
        if len(names) == 0 or (len(chosen) > 1 and chosen == names):
            raise ValueError(f"it holds {len(names)} tables, none of them called {_KEYS[0]}")
        table = find(file, chosen[0])
        is_fixed = read_attribute(table, "pandas_type") == "frame"
        labels, index, cells = _read_fixed(table) if is_fixed else _read_appendable(table)
    if {len(label) for label in labels} - set(_LEVELS) or len(labels) != cells.shape[1]:
        raise ValueError("its columns are not DeepLabCut's: scorer, (individuals,) bodyparts, coords")
    placed = (
        (i, label[-3] if len(label) == 4 else "", label[-2], label[-1]) for i, label in enumerate(labels)
    )
    columns = find_columns(placed)
    return rows_of_table(columns, frame_numbers(index), cells)


def _tables(file: "h5py.File") -> list[str]:
    """Names of the groups that are tables."""
    return [name for name in list_groups(file) if read_attribute(find(file, name), "pandas_type") in _TYPES]


def _read_fixed(table: "h5py.Group") -> tuple[Labels, list[Any], Array]:
    """Labels of the columns, labels of the T rows, and (T, columns) cells."""
    count = int(read_attribute(table, "nblocks") or 0)
    if not 0 < count <= _MOST_BLOCKS:
        raise ValueError(f"it has {count} blocks of columns")
    labels: Labels = []
    blocks = []
    for i in range(count):
        values = read_array(table, f"block{i}_values")
        is_turned = read_attribute(find(table, f"block{i}_values"), "transposed")
        blocks.append((values if is_turned else values.T).astype(np.float64))
        levels = [_read_labels(table, f"block{i}_items", level) for level in range(_count_levels(table, i))]
        labels += zip(*levels, strict=True)
    return labels, _read_index(table), np.concatenate(blocks, axis=1)


def _count_levels(table: "h5py.Group", block: int) -> int:
    """Of the labels of a block's columns."""
    count = int(read_attribute(table, f"block{block}_items_nlevels") or 0)
    if count not in _LEVELS:
        raise ValueError("its columns are not DeepLabCut's: scorer, (individuals,) bodyparts, coords")
    return count


def _read_labels(table: "h5py.Group", axis: str, level: int) -> list[str]:
    """One level of the labels along an axis."""
    names, places = read_texts(table, f"{axis}_level{level}"), read_array(table, f"{axis}_label{level}")
    if np.any(places < 0):
        raise ValueError("a label in it is missing")
    return [names[place] for place in places]


def _read_index(table: "h5py.Group") -> list[Any]:
    """Labels of the rows; of several levels (folder, video, picture) the last."""
    if read_attribute(table, "axis1_variety") == "multi":
        return _read_labels(table, "axis1", int(read_attribute(table, "axis1_nlevels")) - 1)
    return _plain(read_array(table, "axis1"))


def _read_appendable(table: "h5py.Group") -> tuple[Labels, list[Any], Array]:
    """As `_read_fixed`."""
    records, described = read_array(table, "table"), find(table, "table")
    blocks = [name for name in records.dtype.names or () if name.startswith("values_block_")]
    labels: Labels = []
    for name in blocks:
        pickled = read_attribute(described, f"{name}_kind", encoding="latin-1")
        labels += _column_labels(_read_plain_pickle(str(pickled).encode("latin-1")))
    cells = [records[name].reshape(len(records), -1).astype(np.float64) for name in blocks]
    return labels, _plain(records["index"]), np.concatenate(cells, axis=1)


def _plain(index: np.ndarray) -> list[Any]:
    """Whole numbers or texts."""
    if index.ndim != 1 or index.dtype.kind not in "iuS":
        raise ValueError("its rows are not labelled by frames")
    return [cell.decode() if isinstance(cell, bytes) else cell for cell in index.tolist()]


def _column_labels(found: Any) -> Labels:
    if not isinstance(found, list) or not all(
        isinstance(label, tuple) and all(isinstance(part, str) for part in label) for label in found
    ):
        raise ValueError("its columns are not labelled by texts")
    return found


def _read_plain_pickle(data: bytes) -> Any:
    """Lists, tuples, texts, whole numbers and None out of a pickle, which is only looked at and never run.

    PyTables pickles with protocol 0. `ValueError` for anything that these do not need.
    """
    stack: list[Any] = []
    marks: list[int] = []
    memo: dict[Any, Any] = {}
    for code, argument, _ in pickletools.genops(data):
        if code.name in ("UNICODE", "STRING", "INT", "LONG", "NONE"):
            stack.append(argument)
        elif code.name == "MARK":
            marks.append(len(stack))
        elif code.name in ("LIST", "TUPLE"):
            start = marks.pop()
            items = stack[start:]
            stack[start:] = [items if code.name == "LIST" else tuple(items)]
        elif code.name == "APPEND":
            item = stack.pop()
            stack[-1].append(item)
        elif code.name == "PUT":
            memo[argument] = stack[-1]
        elif code.name == "GET":
            stack.append(memo[argument])
        elif code.name == "STOP":
            return stack.pop()
        else:
            raise ValueError(f"its labels ask for {code.name}, which plain texts do not need")
    raise ValueError("its labels are cut off")
