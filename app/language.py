"""The window's languages: English is in the source, others are `.ts` files in `assets/translations`."""

import re
from collections.abc import Mapping
from functools import lru_cache
from xml.etree import ElementTree

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator

from app.core_words import CONTEXT
from core.assets import asset_path

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}

_PLACE = re.compile(r"\{(\d)\}")


class Translation(QTranslator):
    """A translation read from its source: what translators edit is what the window shows, with no build."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = read_texts(language)
        core = {text: theirs for (context, text), theirs in self._texts.items() if context == CONTEXT}
        self._sentences = Sentences(core)

    def translate(
        self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The text in the other language; None, for the English one, where there is none."""
        if context == CONTEXT:
            return self._sentences.translate(source_text)
        return self._texts.get((context, source_text))

    def isEmpty(self) -> bool:
        """Whether there is nothing in it: Qt does not install such a translator."""
        return not self._texts


class Sentences:
    """Translates sentences in which names and numbers stand already, by the pattern that they were made of.

    `No {0} in {1}.` is found in `No hands in clip.mp4.`; what stands at the places is translated in turn,
    since core puts one sentence into another. Where several patterns fit, the one with most text of its own
    is meant. So old takes speak the language too, and core need not know that there is one.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._whole = {text: theirs for text, theirs in texts.items() if not _PLACE.search(text)}
        patterns = [_Pattern(text, theirs) for text, theirs in texts.items() if _PLACE.search(text)]
        self._patterns = sorted(patterns, key=lambda pattern: -pattern.own_letters)
        self.translate = lru_cache(maxsize=1000)(self._translate)

    def _translate(self, sentence: str) -> str | None:
        """In the other language; None where no pattern fits."""
        if (whole := self._whole.get(sentence)) is not None:
            return whole
        if sentence.endswith(".") and (part := self._whole.get(sentence[:-1])) is not None:
            return f"{part}."  # core put the stop there
        for pattern in self._patterns:
            if (parts := pattern.parts_of(sentence)) is not None:
                return pattern.fill([self._translate(part) or part for part in parts])
        return None


class _Pattern:
    """An English text with numbered places, and the same in the other language."""

    def __init__(self, text: str, theirs: str) -> None:
        literals = _PLACE.split(text)[::2]
        self.own_letters = sum(map(len, literals))
        self._theirs = theirs
        self._longest = max(literals, key=len)
        self._regex = re.compile("(.*?)".join(map(re.escape, literals)), re.DOTALL)

    def parts_of(self, sentence: str) -> list[str] | None:
        """What stands at the places, or None if the sentence is another one."""
        if self._longest not in sentence:  # far quicker than the expression
            return None
        found = self._regex.fullmatch(sentence)
        return list(found.groups()) if found else None

    def fill(self, parts: list[str]) -> str:
        """The text in the other language, which may leave places out or change their order."""
        return _PLACE.sub(lambda place: parts[int(place[1])], self._theirs)


def qt_translation(language: str, parent: QObject | None = None) -> QTranslator:
    """What Qt itself says, such as in its dialogs for files."""
    translator = QTranslator(parent)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator.load(f"qtbase_{language}", folder)  # where it is missing, Qt speaks English
    return translator


def read_texts(language: str) -> dict[tuple[str, str], str]:
    """The finished translations of a language, by context and English text."""
    tree = ElementTree.parse(asset_path("translations", f"relief_{language}.ts"))
    texts = {}
    for context in tree.iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.text and translation.get("type") != "unfinished":
                texts[name, message.findtext("source", "")] = translation.text
    return texts
