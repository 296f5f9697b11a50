"""How fast a job goes and how long it will take, by what it did of late."""

from collections import deque

from PySide6 import QtCore

_LOOK_BACK = 15.0
_TRUSTED_AFTER = 1.0
_FORESEEN_AFTER = 4.0
_SAID_FOR = 1.0
"""Seconds for which the same words stand: figures that flicker are not read."""
_MINUTE, _HOUR = 60, 3600
_FEW = 10
_STEP = 5


class Pace:
    """Told now and then how much is done, with the seconds of any steady clock.

    Files differ, so the last seconds tell more than all of them: an import that goes on where it
    stopped passes over what is known at once. Told again that no more is done, it slows down.
    """

    def __init__(self) -> None:
        """Nothing is done yet."""
        self._told: deque[tuple[float, int]] = deque()
        self._begun = 0.0
        self._said = (0.0, 0, "")

    def begin(self) -> None:
        """Another job begins."""
        self._told.clear()
        self._said = (0.0, 0, "")

    def tell(self, now: float, done: int) -> None:
        """At `now` this much is done."""
        if self._told and done < self._told[-1][1]:
            self.begin()
        if not self._told:
            self._begun = now
        self._told.append((now, done))
        while len(self._told) > 2 and self._told[1][0] <= now - _LOOK_BACK:  # noqa: PLR2004 - two ends
            self._told.popleft()

    @property
    def rate(self) -> float:
        """How much is done in a second; 0 as long as that is a guess."""
        if not self._told:
            return 0
        (start, first), (end, last) = self._told[0], self._told[-1]
        return (last - first) / (end - start) if end - start >= _TRUSTED_AFTER else 0

    def words(self, total: int) -> str:
        """The rate and the time left until `total`, or nothing as long as that is a guess.

        The time is told later than the rate, and not at all while the total is not known (0).
        """
        if not self._told:
            return ""
        now, (at, of, words) = self._told[-1][0], self._said
        if not words or of != total or now - at >= _SAID_FOR:
            self._said = (now, total, self._words(total))
        return self._said[2]

    def _words(self, total: int) -> str:
        if not self.rate:
            return ""
        said = QtCore.QCoreApplication.translate
        rate = f"{self.rate:,.0f}" if self.rate >= 10 else f"{self.rate:.1f}"  # noqa: PLR2004 - figures
        pace = said("Pace", "{rate} a second").format(rate=rate)
        now, done = self._told[-1]
        if done >= total or now - self._begun < _FORESEEN_AFTER:
            return pace
        left = _time((total - done) / self.rate)
        return said("Pace", "{pace}, {time} left").format(pace=pace, time=left)


def _time(seconds: float) -> str:
    """A time in words, as exactly as it can be foreseen."""
    said = QtCore.QCoreApplication.translate
    if seconds < _FEW:
        return said("Pace", "a few seconds")
    if seconds < _MINUTE - _STEP / 2:
        return said("Pace", "about %n second(s)", "", _STEP * round(seconds / _STEP))
    minutes = round(seconds / _MINUTE)
    if minutes < _MINUTE:
        return said("Pace", "about %n minute(s)", "", minutes)
    hours, rest = divmod(_STEP * round(seconds / _MINUTE / _STEP), _MINUTE)
    whole = said("Pace", "about %n hour(s)", "", hours)
    if not rest:
        return whole
    return said("Pace", "{hours} %n minute(s)", "", rest).format(hours=whole)
