"""The one kind of error that goes home as a sentence."""


class UnusableError(Exception):
    """A file of the user's that cannot be used. The text says which, why, and what to do."""
