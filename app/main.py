"""The entry point of the window, relief-studio."""

import sys


def main() -> int:
    """Say that there is no window yet; the exit code is 2."""
    print(
        "relief-studio: the window is not part of this version. On the command line,\n"
        "    relief lift VIDEO -o FOLDER\n"
        "turns a video into 3D motion.",
        file=sys.stderr,
    )
    return 2
