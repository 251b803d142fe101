"""The drawn front: a full-screen page in the terminal, for eyes, keyboard and mouse."""

from __future__ import annotations
