"""Films of a clip drawn in software: the annotated video beside the 3D figure, without a window."""

from core.render.film import render_film
from core.render.records import Figure, Footage, RenderOptions

__all__ = ["Figure", "Footage", "RenderOptions", "render_film"]
