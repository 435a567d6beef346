"""From detections to one person's track."""

from core.people.subject import choose_subject

__all__ = ["choose_subject"]
