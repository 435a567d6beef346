"""What is said of lifter files that are not let in."""

import pytest

from core.errors import BadInput
from core.lifter.checkpoint import load_checkpoint


def refusal(path, load=load_checkpoint):
    """The sentence; it names the file."""
    with pytest.raises(BadInput, match=path.name) as caught:
        load(path)
    return str(caught.value)


def verdict(path):
    """The refusal, or the name where only numbers took the damage and the file can be read."""
    try:
        load_checkpoint(path)
    except BadInput as error:
        return str(error)
    return path.name
