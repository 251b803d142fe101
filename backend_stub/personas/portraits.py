"""Draw a portrait from named features: always the same picture for the same features."""

from __future__ import annotations

from functools import cache

from backend_stub.kernel.portrait import Portrait, portrait_digest
from backend_stub.personas.drawing import covering, hair, head
from backend_stub.personas.drawing.canvas import HEIGHT, WIDTH, Canvas
from backend_stub.personas.drawing.features import BACKDROP, Face, describe


@cache
def draw(face: Face) -> Portrait:
    """Paint the layers from back to front."""
    canvas = Canvas(BACKDROP[face.backdrop])
    hair.behind(canvas, face)
    covering.behind(canvas, face)
    head.body(canvas, face)
    head.head(canvas, face)
    head.features(canvas, face)
    head.beard(canvas, face)
    hair.front(canvas, face)
    covering.front(canvas, face)
    head.glasses(canvas, face)
    palette, rows = canvas.indexed()
    return Portrait(
        width=WIDTH, height=HEIGHT, palette=list(palette), rows=list(rows), alt=describe(face)
    )


@cache
def digest_of(face: Face) -> str:
    """The name that every store gives to the picture of these features."""
    return portrait_digest(draw(face))
