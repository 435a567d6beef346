"""What core says, as the window says it."""

from core.errors import ReliefError


def words_of(error: Exception) -> str:
    """A sentence for the user; of what is a bug of ours, enough to report it."""
    return str(error) if isinstance(error, ReliefError) else repr(error)
