"""How processes end that should not have."""

import signal

_LOG_TAIL = 2000
"""Characters of the log that are worth showing: the stack of a crash comes last."""


class WorkerGone(Exception):
    """A process ended without a last word. The text says how."""


def describe_end(code: int, printed: str) -> str:
    """What to say after the name of a process with this exit code, and the end of what it printed."""
    if code < 0:
        how = f"was ended by {signal.Signals(-code).name}"
        if -code == getattr(signal, "SIGKILL", None):
            how += " (perhaps memory ran out)"
    else:
        how = f"ended with exit code {code:#x}"  # Windows' codes are known in hexadecimal
    printed = printed.strip()[-_LOG_TAIL:]
    return how + (f". The last it printed:\n{printed}" if printed else "")
