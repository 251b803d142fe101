"""Hair, drawn in two layers: what falls behind the shoulders, and what frames the face."""

from __future__ import annotations

from collections.abc import Callable

from backend_stub.personas.drawing.canvas import Canvas
from backend_stub.personas.drawing.features import HAIR, HIDES_HAIR, Face
from backend_stub.personas.drawing.head import outline

Painter = Callable[[Canvas, str, str, dict[int, int]], None]


def behind(canvas: Canvas, face: Face) -> None:
    """Hair that the neck and clothes cover."""
    painter = _BEHIND.get(face.hair)
    if painter is not None and face.covering not in HIDES_HAIR:
        painter(canvas, *HAIR[face.hair_colour], outline(face))


def front(canvas: Canvas, face: Face) -> None:
    """Hair over forehead and temples."""
    painter = _FRONT.get(face.hair)
    if painter is not None and face.covering not in HIDES_HAIR:
        painter(canvas, *HAIR[face.hair_colour], outline(face))


def _crown(canvas: Canvas, hair: str, shade: str, top: int = 3, brim: int = 7) -> None:
    """A cap of hair from `top` to `brim`, with light above and shade at the side."""
    widths = {top: 4, top + 1: 6, top + 2: 7}
    for y in range(top, brim + 1):
        half = widths.get(y, 8)
        canvas.wide(y, half, hair)
        canvas.dot(11 + half, y, shade)


def _sides(canvas: Canvas, hair: str, shade: str, rows: dict[int, int], last: int) -> None:
    for y in range(8, last + 1):
        half = rows.get(y, 6)
        canvas.both_rows(y, 11 - half, 12 - half, hair)
        canvas.dot(12 + half, y, shade)


def _fall(canvas: Canvas, hair: str, shade: str, last: int, wide: int = 9) -> None:
    for y in range(6, last + 1):
        half = min(wide, y + 2)
        canvas.wide(y, half, hair)
        canvas.both(12 - half, y, shade)


def _short(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    _crown(canvas, hair, shade)
    _sides(canvas, hair, shade, rows, 10)
    canvas.wide(8, 4, hair)
    canvas.row(8, 9, 15, shade)


def _parted(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    _crown(canvas, hair, shade, top=2, brim=6)
    _sides(canvas, hair, shade, rows, 11)
    canvas.row(7, 4, 9, hair)
    canvas.row(7, 15, 19, hair)
    canvas.row(8, 4, 7, hair)
    canvas.spans(((3, 14, 14), (4, 14, 14), (5, 15, 15), (6, 15, 15)), shade)


def _cropped(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    for y, half in ((4, 4), (5, 6), (6, 7), (7, 7)):
        canvas.wide(y, half, hair)
        canvas.dot(11 + half, y, shade)
    for y in (8, 9, 10):
        canvas.both(12 - rows[y], y, shade)
    for x in range(7, 18, 2):
        canvas.dot(x, 5, shade)


def _receding(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    for y in range(7, 13):
        half = rows[y]
        canvas.both_rows(y, 11 - half, 12 - half, hair)
        canvas.dot(12 + half, y, shade)
    canvas.both_rows(6, 5, 7, hair)
    canvas.both_rows(5, 6, 8, hair)
    canvas.wide(4, 4, hair)
    canvas.wide(4, 2, shade)


def _curls(canvas: Canvas, hair: str, shade: str, rows: dict[int, int], last: int) -> None:
    short = last < 12
    for y, half in ((1, 5), (2, 7), (3, 8), (4, 9), (5, 9), (6, 9), (7, 9)):
        canvas.wide(y, half - 1 if short and y > 2 else half, hair)
    for y in range(8, last + 1):
        edge = 4 if short else 2 if y % 4 in (1, 2) else 3
        canvas.both_rows(y, edge, 12 - rows[y], hair)
    canvas.both_rows(8, 6, 7, hair)
    canvas.row(8, 10, 12, hair)
    canvas.spans(((0, 8, 9), (0, 13, 14)), hair)
    marks = ((7, 2), (10, 1), (5, 4), (9, 4), (12, 3), (7, 6), (11, 6), (4, 8), (3, 11), (4, 14))
    for x, y in marks:
        if y <= last and (x > 4 or not short):
            canvas.both(x, y, shade)


def _curly(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    _curls(canvas, hair, shade, rows, 17)


def _short_curls(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    _curls(canvas, hair, shade, rows, 10)


def _afro(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    for y, half in ((0, 5), (1, 7), (2, 9), (3, 10), (4, 10), (5, 11), (6, 11), (7, 11)):
        canvas.wide(y, half, hair)
    for y in range(8, 15):
        canvas.both_rows(y, 1 if y < 12 else 2, 12 - rows[y], hair)
    for y in (15, 16):
        canvas.both_rows(y, 3, 4, hair)
    for i, x in enumerate(range(3, 22, 3)):
        canvas.dot(x, 2 + i % 3, shade)
        canvas.dot(x - 1, 6 - i % 2, shade)
    for y in range(8, 15, 2):
        canvas.both(3, y, shade)


def _bob(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    _crown(canvas, hair, shade, top=2, brim=7)
    for y in range(8, 19):
        canvas.both_rows(y, 3, 5, hair)
        canvas.both(3, y, shade)
    canvas.row(8, 5, 11, hair)
    canvas.row(8, 17, 18, hair)
    canvas.row(9, 5, 7, hair)
    canvas.both_rows(19, 4, 6, shade)


def _fringe(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    _crown(canvas, hair, shade, top=2, brim=8)
    canvas.wide(9, 6, hair)
    for x in range(6, 18, 3):
        canvas.dot(x, 9, shade)
    for y in range(9, 20):
        canvas.both_rows(y, 3, 5, hair)
        canvas.both(3, y, shade)
    canvas.wide(4, 3, shade)


def _long(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    _crown(canvas, hair, shade, top=2, brim=6)
    canvas.both_rows(7, 4, 10, hair)
    canvas.both_rows(8, 4, 7, hair)
    for y in range(9, 24):
        canvas.both_rows(y, 3, 5 if y < 18 else 6, hair)
        canvas.both(5 if y < 18 else 6, y, shade)
    canvas.spans(((3, 12, 12), (4, 12, 12), (5, 12, 12)), shade)


def _wavy(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    _crown(canvas, hair, shade, top=2, brim=6)
    canvas.row(7, 4, 13, hair)
    canvas.row(7, 17, 19, hair)
    canvas.row(8, 4, 10, hair)
    canvas.row(9, 4, 7, hair)
    for y in range(8, 25):
        swing = (0, 1, 1, 0)[y // 2 % 4]
        canvas.both_rows(y, 2 + swing, 4 + swing, hair)
        canvas.both(3 + swing, y, shade)


def _tied(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    for y, half in ((3, 4), (4, 6), (5, 7), (6, 7)):
        canvas.wide(y, half, hair)
    canvas.both_rows(7, 4, 8, hair)
    canvas.both_rows(8, 4, 6, hair)
    for y in (9, 10, 11):
        canvas.both(11 - rows[y], y, hair)
    canvas.spans(((4, 9, 10), (5, 8, 8), (4, 13, 14), (5, 15, 15)), shade)


def _bun(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    _tied(canvas, hair, shade, rows)
    for y, half in ((0, 3), (1, 4), (2, 3)):
        canvas.wide(y, half, hair)
    canvas.wide(2, 2, shade)
    canvas.row(0, 11, 13, shade)


def _ponytail(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    _tied(canvas, hair, shade, rows)
    for y, first, last in ((3, 18, 20), (4, 18, 21), (5, 18, 22), (6, 19, 22), (7, 20, 22)):
        canvas.row(y, first, last, hair)
    for y in range(8, 18):
        canvas.row(y, 20 if y < 15 else 21, 22, hair)
        canvas.dot(22 if y % 4 < 2 else 21, y, shade)
    canvas.spans(((4, 18, 18), (5, 18, 18)), shade)


def _plait(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    _tied(canvas, hair, shade, rows)
    canvas.row(8, 3, 5, hair)
    for y in range(9, 15):
        canvas.row(y, 2, 4, hair)
    for y in range(15, 27):
        swing = (0, 1, 1, 0)[y % 4]
        canvas.row(y, 2 + swing, 4 + swing, hair)
        canvas.dot(3 + swing, y, shade if y % 4 in (0, 3) else hair)
        canvas.dot((5, 2, 2, 5)[y % 4], y, shade)
    canvas.row(25, 2, 5, "#b23a3f")


def _braids(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    _crown(canvas, hair, shade, top=2, brim=7)
    for x in range(5, 20, 2):
        canvas.spans(((y, x, x) for y in range(3, 8)), shade)
    for y in range(8, 24):
        canvas.both_rows(y, 2, 5, hair)
        canvas.both(3 if y % 3 else 4, y, shade)
        canvas.both(5, y, shade if y % 2 else hair)
    canvas.both(4, 22, "#d3a02f")
    canvas.both(2, 20, "#d3a02f")


def _tousled(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    _crown(canvas, hair, shade, top=2, brim=7)
    for y, first, last in (
        (0, 11, 12),
        (1, 6, 14),
        (1, 16, 17),
        (2, 5, 18),
        (3, 4, 19),
        (4, 4, 19),
    ):
        canvas.row(y, first, last, hair)
    _sides(canvas, hair, shade, rows, 11)
    for first, last in ((5, 7), (9, 10), (12, 14), (16, 17)):
        canvas.row(8, first, last, hair)
    canvas.dot(9, 9, hair)
    canvas.dot(13, 9, hair)
    canvas.spans(((2, 8, 9), (3, 13, 14), (5, 9, 10), (5, 16, 17), (6, 6, 6)), shade)


def _behind_long(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    _fall(canvas, hair, shade, 25)


def _behind_chin(canvas: Canvas, hair: str, shade: str, rows: dict[int, int]) -> None:
    _fall(canvas, shade, shade, 19)


_BEHIND: dict[str, Painter] = {
    "long": _behind_long,
    "wavy": _behind_long,
    "braids": _behind_long,
    "bob": _behind_chin,
    "fringe": _behind_chin,
}
_FRONT: dict[str, Painter] = {
    "receding": _receding,
    "cropped": _cropped,
    "short": _short,
    "parted": _parted,
    "curly": _curly,
    "short_curls": _short_curls,
    "afro": _afro,
    "bob": _bob,
    "fringe": _fringe,
    "long": _long,
    "wavy": _wavy,
    "bun": _bun,
    "ponytail": _ponytail,
    "plait": _plait,
    "braids": _braids,
    "tousled": _tousled,
}
