"""Shoulders, neck, head, eyes, mouth, beard and glasses: what every portrait has or may have."""

from __future__ import annotations

from backend_stub.personas.drawing.canvas import Canvas
from backend_stub.personas.drawing.features import CLOTH, HAIR, SKIN, Face

TOP = 5
"""First row of the bare head; hair and coverings start above it."""

_OVAL = (4, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7, 6, 6, 5, 4, 2)
_OUTLINES: dict[str, tuple[int, ...]] = {  # half widths from TOP downwards
    "oval": _OVAL,
    "round": (4, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 6, 5, 3),
    "square": (5, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 6, 6, 6, 4),
    "long": (4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 5, 5, 5, 4, 3),
}
_SHOULDERS = (7, 9, 10, 11, 12)
_CHILD_SHOULDERS = (5, 7, 8, 9, 9)
EYES = 12


def outline(face: Face) -> dict[int, int]:
    """Row -> half width of the head."""
    return {TOP + i: half for i, half in enumerate(_OUTLINES[face.shape])}


def body(canvas: Canvas, face: Face) -> None:
    plain, shade = CLOTH[face.clothing]
    skin, skin_shade, _ = SKIN[face.skin]
    widths = _CHILD_SHOULDERS if face.age == "child" else _SHOULDERS
    for i, half in enumerate(widths):
        canvas.wide(23 + i, half, plain)
        canvas.both(12 - half, 23 + i, shade)
    for y in range(19, 24):
        canvas.wide(y, 3, skin_shade if y < 22 else skin)
    _neckline(canvas, face, plain, shade, skin)


def _neckline(canvas: Canvas, face: Face, plain: str, shade: str, skin: str) -> None:
    if face.neck == "plain":
        canvas.wide(24, 2, skin)
        canvas.both(9, 24, shade)
        canvas.wide(25, 2, shade)
    elif face.neck == "collar":
        white = CLOTH["white"][0] if face.clothing != "white" else CLOTH["sky"][0]
        for y, x in ((22, 8), (23, 8), (24, 9), (25, 10), (26, 11)):
            canvas.both_rows(y, x, x + 1 if x < 11 else 11, white)
        canvas.wide(24, 1, skin)
    elif face.neck == "vee":
        for y, half in ((24, 3), (25, 2), (26, 1)):
            canvas.wide(y, half, skin)
            canvas.both(11 - half, y, shade)
    elif face.neck == "scarf":
        for y in (22, 23, 24):
            canvas.wide(y, 5 if y == 23 else 4, shade)
        canvas.row(25, 13, 15, shade)
        canvas.row(26, 13, 15, shade)
        canvas.row(23, 8, 11, plain)
    elif face.neck == "stripes":
        canvas.wide(24, 2, skin)
        for y in (25, 27):
            canvas.wide(y, 8, CLOTH["white"][0])


def head(canvas: Canvas, face: Face) -> None:
    skin, shade, _ = SKIN[face.skin]
    rows = outline(face)
    for y, half in rows.items():
        canvas.wide(y, half, skin)
        if y > 8:
            canvas.dot(11 + half, y, shade)
    last = max(rows)
    canvas.wide(last, max(1, rows[last] - 1), skin)
    edge = 11 - rows[EYES]
    for y in (12, 13, 14):
        canvas.both(edge, y, skin if y < 14 else shade)


def features(canvas: Canvas, face: Face) -> None:
    skin, shade, lips = SKIN[face.skin]
    brow = HAIR[face.hair_colour][1] if face.age == "older" else HAIR[_brow(face)][1]
    eye = "#1b1512"
    white = "#f7f4ee"
    childlike = face.age == "child"
    canvas.both_rows(EYES, 7, 9, white)
    canvas.both_rows(EYES, 8, 8 if not childlike else 9, eye)
    if childlike:
        canvas.both_rows(EYES + 1, 8, 9, eye)
        canvas.both(7, EYES + 1, white)
    else:
        canvas.both_rows(EYES - 1, 7, 9, eye if face.figure == "woman" else shade)
    if face.figure == "man":
        canvas.both_rows(EYES - 2, 6, 9, brow)
    else:
        canvas.both_rows(EYES - 3, 7, 9, brow)
        if face.figure == "woman":
            canvas.both(6, EYES - 2, brow)
    canvas.row(14, 11, 12, skin)
    canvas.row(15, 11, 12, shade)
    canvas.dot(13, 14, shade)
    _mouth(canvas, face, shade, lips)
    if face.age == "older":
        _lines(canvas, shade)
    if childlike or face.figure == "woman":
        _cheeks(canvas, skin)


def _brow(face: Face) -> str:
    return "dark" if face.hair_colour in ("grey", "white") else face.hair_colour


def _mouth(canvas: Canvas, face: Face, shade: str, lips: str) -> None:
    if face.figure == "woman":
        canvas.row(17, 9, 14, lips)
        canvas.row(18, 10, 13, lips)
    else:
        canvas.row(17, 9, 14, lips)
        canvas.row(18, 11, 12, shade)
    canvas.both(8, 16, lips if face.age == "child" else shade)


def _lines(canvas: Canvas, shade: str) -> None:
    """Age shows at the eyes and beside the mouth, as in any friendly face."""
    canvas.both_rows(14, 7, 8, shade)
    canvas.both(6, 13, shade)
    canvas.both(7, 16, shade)
    canvas.both(7, 17, shade)
    canvas.wide(7, 3, shade)


def _cheeks(canvas: Canvas, skin: str) -> None:
    red, green, blue = (int(skin[i : i + 2], 16) for i in (1, 3, 5))
    blush = f"#{min(255, red + 8):02x}{green * 87 // 100:02x}{blue * 87 // 100:02x}"
    canvas.both_rows(15, 6, 7, blush)


def beard(canvas: Canvas, face: Face) -> None:
    hair, shade = HAIR[face.hair_colour]
    lips = SKIN[face.skin][2]
    rows = outline(face)
    last = max(rows)
    if face.beard == "stubble":
        skin = SKIN[face.skin][1]
        for y in range(16, last + 1):
            for x in range(12 - rows[y], 12 + rows[y]):
                if abs(2 * x - 23) > 7 or y > 18:
                    canvas.dot(x, y, skin)
        canvas.row(16, 9, 14, skin)
    if face.beard in ("full", "long"):
        for y in range(14, last + 1):
            half = rows[y]
            inner = 0 if y > 18 else {14: 6, 15: 5, 16: 4, 17: 4, 18: 2}[y]
            canvas.both_rows(y, 12 - half, 11 - inner, hair)
        canvas.wide(last + 1, max(2, rows[last] - 1), shade)
    if face.beard == "long":
        for y, half in ((20, 5), (21, 5), (22, 4), (23, 4), (24, 3), (25, 2)):
            canvas.wide(y, half, hair)
            canvas.dot(11 + half, y, shade)
    if face.beard in ("full", "long", "moustache", "goatee"):
        canvas.row(16, 8, 15, hair)
        canvas.both(8, 17, hair)
        canvas.row(17, 10, 13, lips)
    if face.beard == "goatee":
        for y, half in ((18, 3), (19, 3), (20, 2)):
            canvas.wide(y, half, hair)
        canvas.row(18, 11, 12, shade)


def glasses(canvas: Canvas, face: Face) -> None:
    if face.glasses == "none":
        return
    frame = "#20242b" if face.skin in ("pale", "fair", "olive", "tan") else "#d8c48a"
    canvas.both_rows(10, 6, 10, frame)
    canvas.both_rows(14, 6 if face.glasses == "square" else 7, 9, frame)
    for y in (11, 12, 13):
        canvas.both(6, y, frame)
        canvas.both(10, y, frame)
    if face.glasses == "round":
        canvas.both(6, 10, SKIN[face.skin][0])
        canvas.both(10, 10, SKIN[face.skin][0])
    else:
        canvas.both(10, 14, frame)
    canvas.row(12, 11, 12, frame)
    canvas.both(5, 11, frame)
