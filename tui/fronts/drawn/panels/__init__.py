"""For whoever demonstrates: people, faults and the clock of the practice service.

Loaded when the first of them is opened. They are drawn like pages but are no part of a journey.
"""

from __future__ import annotations
