"""Who acts, and where time and randomness come from: all three come in by argument."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

ID_LENGTH = 32
"""Hexadecimal digits of an id."""

Clock = Callable[[], datetime]
Entropy = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Who acts, and where time and randomness come from."""

    agent: str
    clock: Clock
    entropy: Entropy = os.urandom

    def now(self) -> str:
        """The moment, in UTC, to the second: `2026-11-21T19:42:00Z`."""
        return self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def new_id(self) -> str:
        """A fresh random id of 32 hexadecimal digits."""
        return self.entropy(ID_LENGTH // 2).hex()
