"""The closed lists of what a portrait can show, their colours, and the words for them."""

from __future__ import annotations

from dataclasses import dataclass, fields

SKIN: dict[str, tuple[str, str, str]] = {  # plain, shade, lips
    "pale": ("#f6d7c3", "#dfae95", "#c2665c"),
    "fair": ("#eebf9f", "#cf9673", "#b5574d"),
    "olive": ("#d9a577", "#b37f53", "#9c4a3f"),
    "tan": ("#c08a5b", "#97663c", "#873f35"),
    "brown": ("#9b6540", "#734626", "#7d3531"),
    "deep": ("#6f4530", "#4e2e1e", "#8c3f3f"),
    "dark": ("#5b3828", "#3f261a", "#8f4743"),
}
HAIR: dict[str, tuple[str, str]] = {  # plain, shade
    "black": ("#26222a", "#121016"),
    "dark": ("#44301f", "#2b1d12"),
    "brown": ("#6f4a2b", "#4f331c"),
    "auburn": ("#9a4a26", "#703117"),
    "fair": ("#d9b469", "#b08a43"),
    "grey": ("#9a9a9e", "#73737a"),
    "white": ("#e9e6e1", "#bdb9b3"),
}
CLOTH: dict[str, tuple[str, str]] = {  # plain, shade
    "navy": ("#2c3f66", "#1c2a47"),
    "teal": ("#2f8083", "#1d595c"),
    "red": ("#b23a3f", "#7f2529"),
    "mustard": ("#d3a02f", "#9c731a"),
    "green": ("#4b7f4a", "#315831"),
    "purple": ("#6d4a8c", "#4a2f63"),
    "white": ("#f0efea", "#c3c2bc"),
    "charcoal": ("#45474d", "#2b2c31"),
    "pink": ("#d7839b", "#a9566f"),
    "orange": ("#d8743a", "#a34f20"),
    "sky": ("#7fb0d6", "#5183ab"),
    "brown": ("#7b5a3c", "#563d27"),
}
BACKDROP: dict[str, str] = {
    "mist": "#cfd8dc",
    "sand": "#e3d8c1",
    "sage": "#bfd0bd",
    "sky": "#b8d3e6",
    "rose": "#e6c9c7",
    "lilac": "#d0c6e0",
    "slate": "#8796a3",
}
FIGURES = ("woman", "man", "girl", "boy")
AGES = ("child", "young", "middle", "older")
SHAPES = ("oval", "round", "square", "long")
STYLES: dict[str, str] = {  # style -> how it is said before the colour
    "bald": "",
    "receding": "thinning",
    "cropped": "very short",
    "short": "short",
    "parted": "short, parted",
    "curly": "curly",
    "short_curls": "short, curly",
    "afro": "full, round",
    "bob": "chin-length",
    "fringe": "straight, fringed",
    "long": "long",
    "wavy": "long, wavy",
    "bun": "tied-up",
    "ponytail": "tied-back",
    "plait": "plaited",
    "braids": "braided",
    "tousled": "tousled",
}
COVERINGS: dict[str, str] = {
    "none": "",
    "hijab": "headscarf",
    "turban": "turban",
    "flat_cap": "flat cap",
    "kippah": "kippah",
    "headwrap": "headwrap",
}
HIDES_HAIR = ("hijab", "turban", "headwrap")
GLASSES = ("none", "round", "square")
BEARDS: dict[str, str] = {
    "none": "",
    "stubble": "stubble",
    "moustache": "{} moustache",
    "goatee": "short {} beard",
    "full": "{} beard",
    "long": "long {} beard",
}
NECKS = ("plain", "collar", "vee", "scarf", "stripes")


@dataclass(frozen=True)
class Face:
    """What a portrait is drawn from; every value is one of the lists above."""

    figure: str
    age: str
    skin: str
    shape: str
    hair: str
    hair_colour: str
    clothing: str
    backdrop: str
    neck: str = "plain"
    covering: str = "none"
    covering_colour: str = "navy"
    glasses: str = "none"
    beard: str = "none"


CHOICES: dict[str, tuple[str, ...]] = {
    "figure": FIGURES,
    "age": AGES,
    "skin": tuple(SKIN),
    "shape": SHAPES,
    "hair": tuple(STYLES),
    "hair_colour": tuple(HAIR),
    "clothing": tuple(CLOTH),
    "backdrop": tuple(BACKDROP),
    "neck": NECKS,
    "covering": tuple(COVERINGS),
    "covering_colour": tuple(CLOTH),
    "glasses": GLASSES,
    "beard": tuple(BEARDS),
}
REQUIRED = tuple(f.name for f in fields(Face))[:8]


def describe(face: Face) -> str:
    """What the picture shows, for people who hear it: `drawing of a woman with short dark hair`."""
    age = {"older": "older ", "young": "young "}.get(face.age, "")
    colour = face.hair_colour
    parts: list[str] = []
    if face.covering not in HIDES_HAIR:
        style = STYLES[face.hair]
        parts.append(f"{style} {colour} hair" if style else "no hair")
    if face.beard == "stubble":
        parts.append("stubble")
    elif face.beard != "none":
        parts.append(_a(BEARDS[face.beard].format(colour)))
    if face.glasses != "none":
        parts.append(f"{face.glasses} glasses")
    if face.covering != "none":
        parts.append(_a(f"{face.covering_colour} {COVERINGS[face.covering]}"))
    return f"drawing of {_a(age + face.figure)} with {_listed(parts)}"


def _a(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
