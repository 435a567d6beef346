"""The command line: arguments, progress and exit codes. Each command's work is imported when it is chosen."""

from core.cli.main import main

__all__ = ["main"]
