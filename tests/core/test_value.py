"""A value behaves as the frozen dataclass that it stands for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, fields, replace

import pytest

from tui.core.value import value


@value
class Point:
    """Two numbers."""

    x: int
    y: int = 0


@value
class Other:
    """The same shape under another name."""

    x: int
    y: int = 0


@value
class Nothing:
    """No field at all."""


@dataclass(frozen=True, slots=True)
class Model:
    """What a Point stands for."""

    x: int
    y: int = 0


def strangers(one: object, *others: object) -> bool:
    return all(one != other and other != one for other in others)


def test_equal_when_class_and_parts_are() -> None:
    assert Point(1) == Point(1, 0)
    assert Point(1) != Point(1, 1)
    assert strangers(Point(1), Other(1), (1, 0), 1, None)
    assert Nothing() == Nothing()
    assert len({Point(1), Point(1, 0), Point(1, 1), Nothing(), Nothing()}) == 3


@pytest.mark.parametrize("look", [hash, lambda one: repr(one).partition("(")[2]])
def test_hash_and_words_are_those_of_a_dataclass(look: Callable[[object], object]) -> None:
    assert look(Point(3, 4)) == look(Model(3, 4))


def test_nothing_in_it_changes_and_nothing_is_added() -> None:
    point = Point(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del point.y
    assert not hasattr(point, "__dict__")


def test_what_takes_dataclasses_takes_it() -> None:
    assert replace(Point(1), y=5) == Point(1, 5)
    assert [one.name for one in fields(Point)] == ["x", "y"]
    match Point(7, 8):
        case Point(x, y):
            assert (x, y) == (7, 8)
    assert repr(Point(1)) == "Point(x=1, y=0)"
