"""The 3D view: a panel with the figure that the lifters made of the track."""

from app.views.skeleton.panel import SkeletonPanel

__all__ = ["SkeletonPanel"]
