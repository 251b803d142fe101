"""The project's own files, found anew each time, so that every test here grows with the tree."""

from __future__ import annotations

import ast
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SKIPPED = {"__pycache__", "build", "dist", "node_modules"}
LEFT_BEHIND = {"snapshot_report.html"}


def project_files() -> list[Path]:
    """Every file of the checkout but hidden folders and what the tools leave behind."""

    def walk(folder: Path) -> Iterator[Path]:
        for path in sorted(folder.iterdir()):
            hidden = path.name.startswith(".") and path.name != ".ci"
            if path.is_dir():
                if not hidden and path.name not in SKIPPED and not path.name.endswith(".egg-info"):
                    yield from walk(path)
            elif path.name in LEFT_BEHIND:
                continue
            elif not hidden or path.name == ".gitignore":
                yield path

    return list(walk(ROOT))


def python_files(*tops: str) -> list[Path]:
    """The .py files below the named folders (or the one file named) of the checkout."""
    wanted = [ROOT / top for top in tops]
    found = [
        path
        for path in project_files()
        if path.suffix == ".py" and any(path == top or top in path.parents for top in wanted)
    ]
    assert found, f"no Python file below {tops}: this test would prove nothing"
    return found


def relative(path: Path) -> str:
    """The path as written in messages and allowances: from the root, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    """The parsed source."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def modules(package: str) -> list[str]:
    """The package and every module below it, by walking its folders, importing none."""
    spec = find_spec(package)
    assert spec is not None, f"{package} is missing"
    found = [package]
    for folder in spec.submodule_search_locations or ():
        found += _below(Path(folder), package)
    return found


def _below(folder: Path, package: str) -> Iterator[str]:
    for info in pkgutil.iter_modules([str(folder)]):
        name = f"{package}.{info.name}"
        yield name
        if info.ispkg:
            yield from _below(folder / info.name, name)


def loaded_after(statements: str) -> set[str]:
    """What a fresh interpreter has loaded after the statements; a blocked name is absent."""
    code = (
        f"{statements}\nimport sys\n"
        "print('\\n'.join(sorted(n for n, m in sys.modules.items() if m is not None)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def loaded_by(*names: str) -> set[str]:
    """What importing the named modules, in a fresh interpreter, leaves in sys.modules."""
    return loaded_after("\n".join(f"import {name}" for name in names))
