"""Collects every text of the window and adds what is new to the translations, marked as unfinished.

Run it after texts have changed:  python assets/translations/update.py
"""

import ast
import itertools
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))


def collect_texts() -> dict[tuple[str, str], None]:
    """(context, English text) of every table and every `tr` in the window, in a steady order."""
    found: list[tuple[str, str]] = list(_from_tables())
    trees = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts): ast.parse(file.read_text(encoding="utf-8"))
        for file in sorted((ROOT / "app").rglob("*.py"))
    }
    short = {(module, name): text for module, tree in trees.items() for name, text in _short_ways(tree)}
    for module, tree in trees.items():
        found += _from_source(tree)
        found += _from_short_ways(tree, module, short)
    found += (("Core", sentence) for sentence in collect_sentences())
    return dict.fromkeys(found)


_SPEAKING = (
    "apart.py", "assets.py", "cli/doctor.py", "corrections.py", "detectors/choice.py",
    "detectors/detection.py", "detectors/keypoint_files", "detectors/mediapipe_setup.py",
    "detectors/mmpose/environment.py", "detectors/mmpose/setup.py", "detectors/process.py",
    "detectors/rtmpose/setup.py", "detectors/rtmpose/weights.py", "detectors/table.py",
    "detectors/worker.py", "diagnostics/findings.py", "evaluation/truth.py", "evaluation/truth_files.py",
    "export/bvh_pose.py", "export/exporting.py", "export/records.py", "export/rig_motion.py",
    "export/root.py", "files.py", "hdf5.py", "lifter/checkpoint.py", "lifter/inference.py",
    "lifter/shipped.py", "people", "pipeline.py", "recast.py", "relift.py", "render", "take_archive.py",
    "take_export.py", "take_file.py", "take_people_parts.py", "take_video.py", "video", "world",
)  # fmt: skip
"""Files and folders of core whose sentences people meet in the window."""


_PIECES = (
    " as {0}", ", only sound", ". If that is the video's first frame, say --keypoints-first {0}",
    "; {0} would be better, once set up", "the best that is ready{0}", "a model of it was given",
    "the weights that were given are for it", "is not there", "is not complete",
    "video", "detectors", "lifters", "window", "{0}, lifts on {1}, {2} threads",
    "PyAV {0} decodes the sample ({1} x {2})", "{0} is not ready: {1}",
    "{0} works: saw somebody in {1} of 3 frames of the sample", "`--detector auto` takes {0} ({1})",
    "{0}; `relief lift --mmpose-config C --mmpose-checkpoint W` runs a model with it",
    "{0}: loaded and tried", "Qt {0}, platform {1}, OpenGL: {2}",
    "none, the window will draw without it",
    "OpenMMLab, who trained them, state no licence for weights, and some of the training pictures are for "
    "non-commercial use only",
)  # fmt: skip
"""What core puts into its sentences, and is none itself."""


def collect_sentences() -> dict[str, None]:
    """What core says to people, with {0}, {1} … where names and numbers stand."""
    found = list(_PIECES)
    for name in _SPEAKING:
        place = ROOT / "core" / name
        for file in sorted(place.rglob("*.py")) if place.is_dir() else (place,):
            found += _from_core(ast.parse(file.read_text(encoding="utf-8")))
    return dict.fromkeys(found)


def _from_core(tree: ast.Module) -> Iterator[str]:
    """Whole sentences, and whatever is raised: other errors often become a part of one of ours."""
    raised, silent = set[int](), set[int]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            raised |= {id(argument) for argument in node.exc.args[:1]}
        elif isinstance(node, ast.Expr):  # docstrings
            silent.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            silent |= {id(part) for part in node.values}
    for node in ast.walk(tree):
        text = _template(node) if id(node) not in silent else ""
        own_words = re.findall(r"[A-Za-z]{2,}", re.sub(r"\{\d\}", "", text))
        is_sentence = text.strip().endswith((".", "?")) and len(own_words) > 1
        if is_sentence or (id(node) in raised and len(own_words) > 1):
            yield text.strip()


def _template(node: ast.AST) -> str:
    """The text of a constant or an f-string; empty for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return ""
    numbers = itertools.count()
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else f"{{{next(numbers)}}}" for part in node.values
    )


def _short_ways(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Name and context of each function that does nothing but `return translate("Context", text)`."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or not isinstance(node.body[-1], ast.Return):
            continue
        call = node.body[-1].value
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            first = _texts(call, 1)
            if call.func.attr == "translate" and first and len(node.args.args) == 1:
                yield node.name, first[0]


def _from_short_ways(
    tree: ast.Module, module: str, short: dict[tuple[str, str], str]
) -> Iterator[tuple[str, str]]:
    """Texts of `_tr("…")`, in the module that has it or takes it from another."""
    known = {name: context for (home, name), context in short.items() if home == module}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            taken = [(alias.asname or alias.name, (node.module or "", alias.name)) for alias in node.names]
            known |= {name: short[home] for name, home in taken if home in short}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known:
            yield from ((known[node.func.id], text) for text in _texts(node, 1))


def _from_tables() -> Iterator[tuple[str, str]]:
    from app.actions import ACTIONS, MENUS
    from app.layouts import PANELS
    from app.settings import SETTINGS
    from app.views.skeleton.commands import COMMANDS
    from app.views.timeline_lanes import FLAG_ROWS
    from app.widgets.job_strip import STAGES
    from core.detectors import DETECTORS
    from core.detectors.keypoint_files import KEYPOINT_FORMATS
    from core.export.formats import EXPORT_FORMATS
    from core.pose.skeleton import SKELETONS

    yield from (("Actions", menu) for menu in MENUS)
    for action in ACTIONS.values():
        yield from (("Actions", action.text), ("Actions", action.tip))
    yield from (("Panels", panel.title) for panel in PANELS.values())
    for setting in SETTINGS.values():
        yield from (("Settings", text) for text in (setting.group, setting.label, setting.help))
        if setting.choices is not None and setting.id not in ("detector", "lifters", "language"):
            yield from (("Settings", text) for text in setting.choices().values())
    for stage, unit in STAGES.values():
        yield from (("Stages", text) for text in (stage, unit) if text)
    yield from (("Timeline", name) for _, name, _ in FLAG_ROWS)
    for command in COMMANDS.values():
        yield from (("SkeletonPanel", command.text), ("SkeletonPanel", command.tip))
    for skeleton in SKELETONS.values():
        yield from (("Joints", name.replace("_", " ")) for name in skeleton.joints)
    yield from (("Core", detector.description) for detector in DETECTORS.values())
    yield from (("Core", kind.description) for kind in KEYPOINT_FORMATS.values())
    for entry in EXPORT_FORMATS.values():
        yield "Export", entry.description
        for choice in entry.settings:
            yield from (("Export", text) for text in (choice.label, choice.help, *choice.choices.values()))


def _from_source(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Texts of `self.tr("…")`, whose context is the class, and of `translate("Context", "…")`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for call in (n for n in ast.walk(node) if isinstance(n, ast.Call)):
                if isinstance(call.func, ast.Attribute) and call.func.attr == "tr" and _texts(call, 1):
                    yield node.name, *_texts(call, 1)
        if isinstance(node, ast.Call) and len(_texts(node, 2)) == 2:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("translate", "tr"):
                context, text = _texts(node, 2)
                yield context, text


def _texts(call: ast.Call, count: int) -> list[str]:
    """The first arguments, if they are texts."""
    first = [a.value for a in call.args[:count] if isinstance(a, ast.Constant)]
    return [text for text in first if isinstance(text, str)]


def update(path: Path) -> int:
    """Rewrite a translation with the texts of now; how many are not translated yet."""
    known: dict[tuple[str, str], str] = {}
    if path.exists():
        for context in ElementTree.parse(path).iter("context"):
            for message in context.iter("message"):
                key = (context.findtext("name", ""), message.findtext("source", ""))
                known[key] = message.findtext("translation", "")
    root = ElementTree.Element("TS", version="2.1", language=path.stem.removeprefix("relief_"))
    contexts: dict[str, ElementTree.Element] = {}
    missing = 0
    for name, text in sorted(collect_texts()):
        if name not in contexts:
            contexts[name] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[name], "name").text = name
        message = ElementTree.SubElement(contexts[name], "message")
        ElementTree.SubElement(message, "source").text = text
        translation = ElementTree.SubElement(message, "translation")
        translation.text = known.get((name, text)) or None
        if not translation.text:
            translation.set("type", "unfinished")
            missing += 1
    ElementTree.indent(root, " ")
    content = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{content}\n', encoding="utf-8")
    return missing


if __name__ == "__main__":
    for file in sorted(HERE.glob("relief_*.ts")):
        print(f"{file.name}: {update(file)} texts are not translated")
