"""What a person chose to hand over."""

from dataclasses import dataclass

from archivist.errors import Refused


@dataclass(frozen=True, slots=True)
class Selection:
    """Articles by id, passages by what they refer to, articles by a query, in a span of days.

    The criteria add up: an article named in `articles` or found by `query` is an exhibit with all
    its highlights; a highlight that refers to any of `actors`, `events` or `tags` (ids) makes its
    article an exhibit with the highlights chosen that way, and so does an event that the article
    itself declares. `earliest` and `latest` (ISO days, both included) keep only articles dated
    within them, but never leave out one of `articles`; given alone they choose every article of
    those days.
    """

    articles: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    query: str = ""
    earliest: str = ""
    latest: str = ""

    def require_something(self) -> None:
        """Raise `Refused` when nothing at all is chosen."""
        if self == Selection():
            raise Refused(
                "Nothing is chosen for the bundle: name articles, people, events, tags, "
                "a query or a span of days."
            )

    def by_days_alone(self) -> bool:
        """Whether the span of days is the only thing chosen."""
        return self == Selection(earliest=self.earliest, latest=self.latest)

    def covers(self, earliest: str, latest: str) -> bool:
        """Whether what lies between the days `earliest` and `latest` (empty: not dated) may be in.

        A fuzzy date is in when any of its days is.
        """
        if not (self.earliest or self.latest):
            return True
        if not earliest:
            return False
        return (latest or earliest) >= self.earliest and earliest <= (self.latest or "9999-12-31")
