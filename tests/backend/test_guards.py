"""The list of guards fits the tree, and taking one away is noticed."""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from tests.backend.guards import ROOT, Guard, NotAsListed, copied, guards, main, missed, without

QUICK = "a code's hash takes in what it is for"


def test_every_guard_stands_where_the_list_says() -> None:
    listed = guards()
    assert len(listed) > 90
    assert max(Counter(guard.name for guard in listed).values()) == 1
    for guard in listed:
        source = (ROOT / guard.file).read_text(encoding="utf-8")
        ast.parse(without(guard, source), guard.name)
        assert guard.tests, guard.name


def test_every_test_that_the_list_names_is_there() -> None:
    for guard in guards():
        for test in guard.tests:
            path, _, name = test.partition("::")
            tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
            names = {getattr(node, "name", None) for node in tree.body}
            assert name.partition("[")[0] in names, test


def test_a_line_that_is_not_there_once_is_an_error() -> None:
    for source in ("a b", "a x x"):
        with pytest.raises(NotAsListed):
            without(Guard("n", "f", "x", "", ()), source)


def test_one_guard_is_missed_and_what_is_none_is_not() -> None:
    guard = next(each for each in guards() if each.name == QUICK)
    harmless = Guard("harmless", guard.file, guard.line, f"({guard.line})", guard.tests)
    with copied() as tree:
        assert missed(tree, guard)
        assert not missed(tree, harmless)
        assert (tree / guard.file).read_text() == (ROOT / guard.file).read_text()


@pytest.mark.long
def test_every_guard_is_missed() -> None:
    assert main([]) == 0
