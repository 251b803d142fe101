"""The practice desk's refusals as problems that say what to do instead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from backend_stub.faults.desk import AlreadyApplied, NotApplied
from backend_stub.faults.edits import DoesNotApply
from backend_stub.kernel.problem import Problem
from backend_stub.personas.suggest import UnknownName


@contextmanager
def problems() -> Iterator[None]:
    """Turn what the desk and the catalogue raise into answers."""
    try:
        yield
    except UnknownName as error:
        raise Problem("unknown-name", str(error), did_you_mean=error.did_you_mean) from error
    except DoesNotApply as error:
        raise Problem("does-not-apply", str(error)) from error
    except AlreadyApplied as error:
        raise Problem("already-applied", str(error)) from error
    except NotApplied as error:
        raise Problem("not-applied", str(error)) from error
