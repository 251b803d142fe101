"""The command line: one file a command; each adds its options and runs."""

from __future__ import annotations
