"""People in words, for the terminal."""

from core.people.records import People


def describe_people(people: People) -> str:
    """How many there are, and where each was seen."""
    each = "; ".join(f"{person} {describe_person(people, person)}" for person in people.numbers)
    return f"{len(people.numbers)} in the picture ({each})"


def describe_person(people: People, person: int) -> str:
    """In how many frames somebody was seen, and from when to when."""
    frames = people.frames(person)
    first, last = (people.detections.times[frame - people.detections.frames[0]] for frame in frames[[0, -1]])
    return f"seen in {len(frames)} frames, {first:.2f} to {last:.2f} s"
