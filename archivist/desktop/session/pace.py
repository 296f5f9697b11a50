"""How fast a job goes and how long it will take, by what it did of late."""

from collections import deque

from PySide6 import QtCore

_LOOK_BACK = 15.0
_TRUSTED_AFTER = 1.0
_MINUTE, _HOUR = 60, 3600


class Pace:
    """Told now and then how much is done, with the seconds of any steady clock.

    Files differ, so the last seconds tell more than all of them: an import that goes on where it
    stopped passes over what is known at once.
    """

    def __init__(self) -> None:
        """Nothing is done yet."""
        self._told: deque[tuple[float, int]] = deque()

    def begin(self) -> None:
        """Another job begins."""
        self._told.clear()

    def tell(self, now: float, done: int) -> None:
        """At `now` this much is done."""
        if self._told and done < self._told[-1][1]:
            self._told.clear()
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
        """The rate and the time left until `total`, or nothing as long as that is a guess."""
        if not self.rate:
            return ""
        said = QtCore.QCoreApplication.translate
        rate = f"{self.rate:,.0f}" if self.rate >= 10 else f"{self.rate:.1f}"  # noqa: PLR2004 - figures
        pace = said("Pace", "{rate} a second").format(rate=rate)
        left = (total - self._told[-1][1]) / self.rate
        if left <= 0:
            return pace
        return said("Pace", "{pace}, {time} left").format(pace=pace, time=_time(left))


def _time(seconds: float) -> str:
    said = QtCore.QCoreApplication.translate
    if seconds < _MINUTE:
        return said("Pace", "{number} s").format(number=max(1, round(seconds)))
    if seconds < _HOUR:
        return said("Pace", "{number} min").format(number=round(seconds / _MINUTE))
    hours, rest = divmod(round(seconds / _MINUTE), _MINUTE)
    return said("Pace", "{hours} h {minutes} min").format(hours=hours, minutes=rest)
