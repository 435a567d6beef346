"""What core says, as the window says it: in the language of the window, and short where it is our own bug."""

from PySide6.QtCore import QCoreApplication

from core.errors import ReliefError

CONTEXT = "Core"
"""Of the sentences of core among the translations."""


def words_of(error: Exception) -> str:
    """A sentence for the user; of what is a bug of ours, enough to report it."""
    if isinstance(error, ReliefError):
        return in_our_words(str(error))
    first_line = next(iter(str(error).strip().splitlines()), "")
    text = QCoreApplication.translate(
        "Errors", "Something went wrong inside Relief ({what}). The log, in the menu Help, says more."
    )
    return text.format(what=f"{type(error).__name__}: {first_line}".removesuffix(": "))


def in_our_words(text: str) -> str:
    """A sentence of core in the language of the window; as it is where nobody translated it.

    Core writes English sentences and knows of no other language. They come out of files that were saved
    long ago, out of processes, and with names and numbers in them: see `app.language.Sentences`.
    """
    return QCoreApplication.translate(CONTEXT, text)
