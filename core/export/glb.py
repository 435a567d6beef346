"""GLB (binary glTF 2.0): a rigged figure whose keys have the true times of the frames, for web and games."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from core import __version__
from core.damage import told_as_bad_input
from core.export.body_mesh import COLOURS, SIDES, BodyMesh, make_body
from core.export.gltf_container import (
    ARRAY_BUFFER,
    ELEMENT_ARRAY_BUFFER,
    GltfBuffer,
    GltfFile,
    read_container,
    write_container,
)
from core.export.records import DEFAULT_OPTIONS, ExportContext, ExportOptions, ReadBack
from core.export.rig_motion import (
    RigMotion,
    compare_rig,
    continuous_quaternions,
    fit_rig,
    rest_places,
)
from core.pose.records import Pose

Array = NDArray[np.float64]


def write_glb(
    pose: Pose, path: Path, context: ExportContext, options: ExportOptions = DEFAULT_OPTIONS
) -> ReadBack:
    """The pose as a figure of the rig of our BVH files, and what reading the file back found.

    Metres, y up, facing +z; keys are seconds from the clip's first frame, so a variable rate stays exact. A
    frame without pose shows the nearest one that has it. `options.figure` "joints" leaves the skin out.
    `UnfitPose` for another skeleton than H36M-17 and for a pose without a single lifted frame.
    """
    motion = fit_rig(pose, "GLB", options.root)
    body = make_body(motion.nodes, motion.rest.lengths) if options.figure == "body" else None
    buffer = GltfBuffer()
    document: dict[str, Any] = {
        "asset": {"version": "2.0", "generator": f"Relief {__version__}", "extras": _origin(pose, context)},
        "scene": 0,
        "scenes": [{"name": "Relief", "nodes": [0]}],
        "nodes": _nodes(motion),
        "animations": [_animation(motion, buffer, context)],
    }
    if body is not None:
        document |= _skin(motion, body, buffer)
        document["nodes"].append({"name": "Body", "mesh": 0, "skin": 0})
        document["scenes"][0]["nodes"].append(len(motion.nodes))
    write_container(path, document, buffer)
    times, places = read_glb(path)
    return compare_rig(places, times, motion)


def read_glb(path: Path) -> tuple[Array, dict[str, Array]]:
    """(T,) key times of a file's first animation, and where each node is at them by name, (T, 3) metres.

    `BadInput` for what is no glTF, and for animations whose channels do not share their keys.
    """
    file = read_container(path)
    with told_as_bad_input(path, "an animated figure"):
        return _forward_kinematics(file)


def _origin(pose: Pose, context: ExportContext) -> dict[str, Any]:
    return {
        "source": context.source,
        "lifter": context.lifter,
        "lifter_sha256": context.lifter_hash,
        "first_frame": int(pose.frames[0]),
        "first_frame_s": float(pose.times[0]),
    }


def _nodes(motion: RigMotion) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = []
    for i, node in enumerate(motion.nodes):
        place = motion.fitted[0, 0].tolist() if node.parent < 0 else list(node.offset_m)
        entry: dict[str, Any] = {"name": node.name, "translation": place}
        if children := [c for c, other in enumerate(motion.nodes) if other.parent == i]:
            entry["children"] = children
        nodes.append(entry)
    return nodes


def _animation(motion: RigMotion, buffer: GltfBuffer, context: ExportContext) -> dict[str, Any]:
    """One channel for the path of the hips, and one for the turns of each joint that turns."""
    times = buffer.add(motion.times.astype(np.float32), has_bounds=True)
    keys = {(0, "translation"): motion.fitted[:, 0]}
    keys |= {
        (i, "rotation"): continuous_quaternions(motion.turns[node.name])
        for i, node in enumerate(motion.nodes)
        if node.is_turned
    }
    return {
        "name": context.lifter or "motion",
        "samplers": [
            {"input": times, "interpolation": "LINEAR", "output": buffer.add(values.astype(np.float32))}
            for values in keys.values()
        ],
        "channels": [
            {"sampler": sampler, "target": {"node": node, "path": path}}
            for sampler, (node, path) in enumerate(keys)
        ],
    }


def _skin(motion: RigMotion, body: BodyMesh, buffer: GltfBuffer) -> dict[str, Any]:
    """The mesh, its materials and how it hangs on the nodes."""
    to_joint = np.tile(np.eye(4, dtype=np.float32), (len(motion.nodes), 1, 1))
    to_joint[:, :3, 3] = -rest_places(motion.nodes)
    attributes = {
        "POSITION": buffer.add(body.positions, target=ARRAY_BUFFER, has_bounds=True),
        "NORMAL": buffer.add(body.normals, target=ARRAY_BUFFER),
        "JOINTS_0": buffer.add(body.joints, target=ARRAY_BUFFER),
        "WEIGHTS_0": buffer.add(body.weights, target=ARRAY_BUFFER),
    }
    primitives = [
        {
            "attributes": attributes,
            "indices": buffer.add(body.triangles[side].reshape(-1), target=ELEMENT_ARRAY_BUFFER),
            "material": number,
        }
        for number, side in enumerate(SIDES)
    ]
    materials = [
        {
            "name": side,
            "pbrMetallicRoughness": {
                "baseColorFactor": [*COLOURS[side], 1.0], "metallicFactor": 0.0, "roughnessFactor": 0.75,
            },
        }
        for side in SIDES
    ]  # fmt: skip
    return {
        "meshes": [{"name": "Body", "primitives": primitives}],
        "materials": materials,
        "skins": [
            {
                "name": "Body",
                "skeleton": 0,
                "joints": list(range(len(motion.nodes))),
                "inverseBindMatrices": buffer.add(to_joint),
            }
        ],
    }


def _forward_kinematics(file: GltfFile) -> tuple[Array, dict[str, Array]]:
    nodes, animation = file.document["nodes"], file.document["animations"][0]
    samplers = animation["samplers"]
    inputs = {sampler["input"] for sampler in samplers}
    if len(inputs) != 1:
        raise ValueError("its channels do not share their keys")
    times = file.array(inputs.pop()).astype(np.float64)
    keys = {
        (channel["target"]["node"], channel["target"]["path"]): file.array(
            samplers[channel["sampler"]]["output"]
        ).astype(np.float64)
        for channel in animation["channels"]
    }
    parent = {child: i for i, node in enumerate(nodes) for child in node.get("children", ())}
    places: dict[int, Array] = {}
    turns: dict[int, Rotation] = {}

    def solve(i: int, depth: int) -> None:
        if i in places:
            return
        if depth > len(nodes):
            raise ValueError("its nodes hang in a ring")
        still = np.tile(nodes[i].get("translation", (0.0, 0.0, 0.0)), (len(times), 1))
        still_turn = np.tile(nodes[i].get("rotation", (0.0, 0.0, 0.0, 1.0)), (len(times), 1))
        place = keys.get((i, "translation"), still)
        turn = Rotation.from_quat(keys.get((i, "rotation"), still_turn))
        if i in parent:
            solve(parent[i], depth + 1)
            place = places[parent[i]] + turns[parent[i]].apply(place)
            turn = turns[parent[i]] * turn
        places[i], turns[i] = place, turn

    for i in range(len(nodes)):
        solve(i, 0)
    return times, {nodes[i]["name"]: place for i, place in places.items()}
