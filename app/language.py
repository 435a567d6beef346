"""The window's languages: English is in the source, others are `.ts` files in `assets/translations`."""

from xml.etree import ElementTree

from PySide6.QtCore import QObject, QTranslator

from core.assets import asset_path

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}


class Translation(QTranslator):
    """A translation read from its source: what translators edit is what the window shows, with no build."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = read_texts(language)

    def translate(
        self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The text in the other language; None, for the English one, where there is none."""
        return self._texts.get((context, source_text))

    def isEmpty(self) -> bool:
        """Whether there is nothing in it: Qt does not install such a translator."""
        return not self._texts


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
