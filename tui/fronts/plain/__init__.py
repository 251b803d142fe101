"""The plain front: line by line, only ever adding lines, for screen readers and dumb terminals."""

from __future__ import annotations
