"""The errors that a person can act on."""


class ReliefError(Exception):
    """Something the user can mend.

    The text is written for that person: what was found, in which file, what was expected and what
    to do. The command line prints it as it is and exits with code 2; the window shows it in a banner.
    """


class BadInput(ReliefError):
    """A file or value that we were given cannot be used."""


class UnfitPose(BadInput):
    """A pose that the chosen format cannot hold."""


class NobodyFound(ReliefError):
    """The video was read, but no person was seen in it."""


class CannotWrite(ReliefError):
    """A result could not be written; whatever was there before is untouched."""


class NotInstalled(ReliefError):
    """An optional part (a detector, a device, weights) is not on this machine."""
