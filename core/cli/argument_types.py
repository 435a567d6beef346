"""What the text of an option is turned into, and refused for, by argparse."""

import argparse
from fractions import Fraction


def parse_names(text: str) -> tuple[str, ...]:
    """Names separated by commas."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names:
        raise argparse.ArgumentTypeError("give at least one name")
    return names


def parse_rate(text: str) -> Fraction:
    """Frames per second, exact: `25`, `29.97`, `30000/1001`."""
    try:
        rate = Fraction(text) if "e" not in text.lower() else Fraction(0)  # 1e999999999 would fill the memory
    except (ValueError, ZeroDivisionError) as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no rate such as 25 or 30000/1001") from error
    if not 0 < rate <= 10_000:
        raise argparse.ArgumentTypeError(f"{text} frames per second are not possible")
    return rate


def parse_size(text: str) -> tuple[int, int]:
    """Width and height in pixels: `1280x720`."""
    width, _, height = text.lower().partition("x")
    if not (width.isascii() and width.isdigit() and height.isascii() and height.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 1280x720")
    return int(width[:9]), int(height[:9])


def parse_box(text: str) -> tuple[float, float, float, float]:
    """Left, top, width and height in pixels: `100,50,200,400`."""
    sides = [parse_number(side) for side in text.split(",")]
    if len(sides) != 4 or min(sides[2:]) <= 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no box such as 100,50,200,400")
    return (sides[0], sides[1], sides[2], sides[3])


def parse_number(text: str) -> float:
    """A finite number of usable size."""
    try:
        value = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from error
    if not abs(value) < 1e9:  # also refuses NaN
        raise argparse.ArgumentTypeError(f"{text} is not a usable number")
    return value


def parse_seconds(text: str) -> float:
    """A number from 0 upwards."""
    if (value := parse_number(text)) < 0:
        raise argparse.ArgumentTypeError(f"{text} seconds are less than none")
    return value


def parse_positive(text: str) -> float:
    """A number above 0."""
    if (value := parse_number(text)) <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not more than 0")
    return value


def parse_person(text: str) -> int | str:
    """A person's number, or `all`."""
    return text if text == "all" else parse_count(text)


def parse_count(text: str) -> int:
    """A whole number from 1 upwards."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 10**9:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 upwards")
    return int(text)
