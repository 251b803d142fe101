"""What people see and press: one front for each way of using Alongside."""

from __future__ import annotations
