"""The room that speaks HTTP. Importing it loads no httpx and starts nothing: that is for later."""

from __future__ import annotations
