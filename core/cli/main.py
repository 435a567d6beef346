"""`relief`: parses the arguments, runs the command, and turns errors into sentences and exit codes."""

import argparse
import sys
from collections.abc import Sequence

from core.cli.parser import build_parser
from core.errors import ReliefError
from core.jobs import JobStopped

EXIT_OK, EXIT_BAD_INPUT, EXIT_STOPPED = 0, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0: done. 2: something that the user can mend, said in a sentence. 130: stopped."""
    options = build_parser().parse_args(arguments)
    try:
        return _run(options)
    except ReliefError as error:
        print(f"relief: {error}", file=sys.stderr)
        return EXIT_BAD_INPUT
    except (JobStopped, KeyboardInterrupt) as stopped:
        print(f"relief: stopped. {stopped}".rstrip(), file=sys.stderr)
        return EXIT_STOPPED
    except BrokenPipeError:  # `relief info … | head`: nobody reads on, which is no error
        sys.stderr.close()
        return EXIT_OK
    except OSError as error:
        if error.filename is None:
            raise
        print(f"relief: {error.filename} cannot be used: {error.strerror}. Choose another.", file=sys.stderr)
        return EXIT_BAD_INPUT


def _run(options: argparse.Namespace) -> int:
    # Imported here, so that `--help` and mistyped options need neither NumPy nor PyTorch.
    match options.command:
        case "lift":
            from core.cli.lift import lift

            return lift(options)
        case "export":
            from core.cli.export import export

            return export(options)
        case "convert":
            from core.cli.export import convert

            return convert(options)
        case "render":
            from core.cli.render import render

            return render(options)
        case "train":
            from core.cli.train import train

            return train(options)
        case "evaluate":
            from core.cli.evaluate import evaluate

            return evaluate(options)
        case "dataset":
            from core.cli.dataset import build

            return build(options)
        case "doctor":
            from core.cli.doctor import doctor

            return doctor()
    from core.cli import show

    match options.command:
        case "info":
            show.show_info(options.path, options.fps)
        case "lifters":
            show.show_lifters()
        case "detectors":
            show.show_detectors()
    return EXIT_OK
