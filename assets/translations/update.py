"""Collects every text of the window and adds what is new to the translations, marked as unfinished.

Run it after texts have changed:  python assets/translations/update.py
"""

import ast
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
    for file in sorted((ROOT / "app").rglob("*.py")):
        found += _from_source(ast.parse(file.read_text(encoding="utf-8")))
    return dict.fromkeys(found)


def _from_tables() -> Iterator[tuple[str, str]]:
    from app.actions import ACTIONS, MENUS
    from app.layouts import PANELS
    from app.settings import SETTINGS
    from app.widgets.job_strip import STAGES
    from core.export.formats import EXPORT_FORMATS

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
