"""What is worn on the head, drawn over the hair."""

from __future__ import annotations

from backend_stub.personas.drawing.canvas import Canvas
from backend_stub.personas.drawing.features import CLOTH, Face
from backend_stub.personas.drawing.head import outline


def behind(canvas: Canvas, face: Face) -> None:
    """The folds of a headscarf fall behind and over the shoulders."""
    if face.covering != "hijab":
        return
    cloth, shade = CLOTH[face.covering_colour]
    for y in range(3, 28):
        half = min(9, y + 2) if y < 22 else 10
        canvas.wide(y, half, cloth)
        canvas.both(12 - half, y, shade)


def front(canvas: Canvas, face: Face) -> None:
    painters = {
        "hijab": _hijab,
        "turban": _turban,
        "flat_cap": _flat_cap,
        "kippah": _kippah,
        "headwrap": _headwrap,
    }
    painter = painters.get(face.covering)
    if painter is not None:
        painter(canvas, *CLOTH[face.covering_colour], outline(face))


def _hijab(canvas: Canvas, cloth: str, shade: str, rows: dict[int, int]) -> None:
    for y, half in ((2, 5), (3, 7), (4, 8), (5, 9), (6, 9), (7, 9)):
        canvas.wide(y, half, cloth)
    for y in range(8, 28):
        inner = rows.get(y, 0) - (1 if y < 18 else 2)
        if y < 20 and inner > 0:
            canvas.both_rows(y, 3, 11 - inner, cloth)
            canvas.both(11 - inner, y, shade)
        else:
            canvas.wide(y, 9 if y < 23 else 10, cloth)
    canvas.wide(7, 6, shade)
    canvas.spans(((20, 8, 15), (22, 6, 12), (23, 9, 15), (24, 12, 18), (25, 15, 20)), shade)


def _turban(canvas: Canvas, cloth: str, shade: str, rows: dict[int, int]) -> None:
    for y, half in ((0, 4), (1, 6), (2, 8), (3, 9), (4, 9), (5, 9), (6, 9), (7, 8), (8, 8)):
        canvas.wide(y, half, cloth)
    canvas.both_rows(9, 4, 6, cloth)
    folds = ((1, 12, 16), (2, 14, 18), (3, 6, 11), (4, 9, 14), (5, 12, 17), (6, 15, 19))
    canvas.spans(folds, shade)
    canvas.spans(((5, 4, 6), (6, 6, 9), (7, 8, 12), (8, 11, 16)), shade)


def _flat_cap(canvas: Canvas, cloth: str, shade: str, rows: dict[int, int]) -> None:
    for y, half in ((2, 5), (3, 8), (4, 9), (5, 9), (6, 9)):
        canvas.wide(y, half, cloth)
    canvas.row(7, 4, 19, shade)
    canvas.row(8, 5, 18, shade)
    canvas.spans(((3, 10, 10), (4, 13, 13), (5, 7, 7), (4, 17, 17), (3, 16, 16)), shade)


def _kippah(canvas: Canvas, cloth: str, shade: str, rows: dict[int, int]) -> None:
    for y, first, last in ((1, 9, 14), (2, 7, 16), (3, 6, 17)):
        canvas.row(y, first, last, cloth)
    canvas.row(4, 6, 17, CLOTH["white"][0])
    canvas.row(1, 12, 14, shade)
    canvas.row(2, 15, 16, shade)


def _headwrap(canvas: Canvas, cloth: str, shade: str, rows: dict[int, int]) -> None:
    for y, half in ((0, 6), (1, 8), (2, 9), (3, 10), (4, 10), (5, 9), (6, 8), (7, 8)):
        canvas.wide(y, half, cloth)
    canvas.both_rows(8, 4, 6, cloth)
    bright = CLOTH["orange"][0] if cloth != CLOTH["orange"][0] else CLOTH["mustard"][0]
    canvas.spans(((1, 9, 14), (2, 5, 8), (2, 15, 18), (4, 3, 9), (4, 14, 20), (6, 8, 15)), shade)
    canvas.spans(((3, 10, 13), (5, 6, 9), (5, 14, 17), (0, 11, 12)), bright)
