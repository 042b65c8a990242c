"""Values on their way: points in time (`datetime` in UTC for Python, microseconds since 1970 for the library), and pickles."""

import datetime
from typing import Any

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
_MICROSECOND = datetime.timedelta(microseconds=1)


def datetime_of(micros: int) -> datetime.datetime:
    """The point in time, or the nearest that `datetime` can tell."""
    try:
        return _EPOCH + datetime.timedelta(microseconds=micros)
    except OverflowError:
        edge = datetime.datetime.max if micros > 0 else datetime.datetime.min
        return edge.replace(tzinfo=datetime.timezone.utc)


def micros_of(value: object, name: str) -> int:
    """The microseconds; `TypeError` when it is no `datetime`, `ValueError` when it has no time zone."""
    if not isinstance(value, datetime.datetime):
        raise TypeError(f"{name}: a datetime is needed, not {type(value).__name__}")
    if value.tzinfo is None:
        raise ValueError(
            f"{name}: a datetime with a time zone is needed, for example datetime.now(timezone.utc)"
        )
    return (value - _EPOCH) // _MICROSECOND


def again(family: type[Any], fields: dict[str, Any]) -> Any:
    """A value out of its pickle."""
    return family(**fields)
