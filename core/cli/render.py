"""`relief render`: a take as a film."""

import argparse
from pathlib import Path

from core.cli.progress import show_progress
from core.errors import BadInput
from core.render.records import RenderOptions
from core.take_file import load_take
from core.take_video import render_video


def render(options: argparse.Namespace) -> int:
    """Write an MP4 of a take; 0 when it is written."""
    take = load_take(options.take)
    path: Path = options.output or options.take.with_name(f"{options.take.stem}.rendered.mp4")
    if path.suffix.lower() != ".mp4":
        raise BadInput(f"{path} must end in .mp4: no other kind of film is written.")
    if path.exists() and not options.force:
        raise BadInput(f"{path} is there already. Replace it with --force, or choose another place.")
    chosen = RenderOptions(
        layout=options.layout,
        view=options.view,
        size=options.size,
        start_s=options.start,
        end_s=options.end,
    )
    with show_progress(is_quiet=options.quiet) as report:
        film = render_video(take, path, chosen, lifters=options.lifters, report=report)
    if not options.quiet:
        width, height = film.size
        print(f"{path}  ({film.frames} frames, {film.duration_s:.2f} s, {width} x {height})")
        if film.lost_frames:
            print(f"{film.lost_frames} frames could not be decoded; the one before each stays for longer.")
    return 0
