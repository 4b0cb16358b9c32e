"""Times as people say them: relative in lists, absolute with the zone in tooltips."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QDateTime, QLocale, QObject, QTime, QTimer, Signal

from fallback_console.ui.i18n import translate

__all__ = ["Ticker", "absolute", "clock_time", "duration", "relative", "span", "stopwatch", "time_of_day"]

_MINUTE = 60_000
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR


def span(milliseconds: int) -> str:
    """A length of time in one or two units: 'less than a minute', '12 min', '1 h 10 min', '2 d'."""
    length = abs(milliseconds)
    if length < _MINUTE:
        return translate("Times", "< 1 min")
    if length < _HOUR:
        return translate("Times", "{minutes} min").format(minutes=length // _MINUTE)
    if length < _DAY:
        hours, minutes = length // _HOUR, length % _HOUR // _MINUTE
        if minutes == 0 or hours >= 10:
            return translate("Times", "{hours} h").format(hours=hours)
        return translate("Times", "{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    return translate("Times", "{days} d").format(days=length // _DAY)


def relative(at: int, now: int) -> str:
    """'just now', '12 min ago', 'in 2 h'.

    Args:
        at: UTC epoch milliseconds.
        now: UTC epoch milliseconds.
    """
    if abs(now - at) < _MINUTE:
        return translate("Times", "just now")
    if at < now:
        return translate("Times", "{span} ago").format(span=span(now - at))
    return translate("Times", "in {span}").format(span=span(at - now))


def clock_time(at: int, now: int) -> str:
    """'10:31' on the same local day, else '21 Nov 10:31'."""
    there, here = _local(at), _local(now)
    if there.date() == here.date():
        return time_of_day(there)
    day = QLocale().toString(QDateTime.fromMSecsSinceEpoch(at).date(), translate("Times", "d MMM"))
    return f"{day} {time_of_day(there)}"


def time_of_day(moment: datetime, *, seconds: bool = False) -> str:
    """'10:31', or as the system writes it where the window speaks the system's own language ('10:31 AM').

    Elsewhere the twenty-four hours that everybody reads alike: nobody is to ring twelve hours late.
    """
    locale, time = QLocale(), QTime(moment.hour, moment.minute, moment.second)
    if locale != QLocale.system():
        return time.toString("HH:mm:ss" if seconds else "HH:mm")
    shown = locale.timeFormat(QLocale.FormatType.ShortFormat)
    return locale.toString(time, shown.replace("mm", "mm:ss", 1) if seconds and "ss" not in shown else shown)


def absolute(at: int) -> str:
    """Date, time and zone of this computer, for tooltips: '21 November 2026 10:31:05 (JST, UTC+09:00)'."""
    there = _local(at)
    # Not by ``strftime``: it loads a module each time, and Qt's binding looks at every loading.
    minutes = round((there.utcoffset() or timedelta()).total_seconds() / 60)
    zone = f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    name = there.tzname() or ""
    if name and not name.startswith(("+", "-", "UTC")):
        zone = f"{name}, {zone}"
    day = QLocale().toString(QDateTime.fromMSecsSinceEpoch(at).date(), QLocale.FormatType.LongFormat)
    return f"{day} {time_of_day(there, seconds=True)} ({zone})"


def duration(seconds: int) -> str:
    """A call's length: '45 s', '3 min 12 s', '1 h 5 min'."""
    if seconds < 60:
        return translate("Times", "{seconds} s").format(seconds=seconds)
    if seconds < 3600:
        return translate("Times", "{minutes} min {seconds} s").format(minutes=seconds // 60, seconds=seconds % 60)
    return translate("Times", "{hours} h {minutes} min").format(hours=seconds // 3600, minutes=seconds % 3600 // 60)


def stopwatch(seconds: int) -> str:
    """'03:12', from an hour on '1:03:12'."""
    if seconds < 3600:
        return f"{seconds // 60:02d}:{seconds % 60:02d}"
    time = QTime(0, 0).addSecs(seconds % 86_400)
    return f"{seconds // 3600}:{time.minute():02d}:{time.second():02d}"


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000).astimezone()


class Ticker(QObject):
    """Says every few seconds that relative times have to be written again.

    Attributes:
        ticked: it is time.
    """

    ticked = Signal()

    EVERY_MS = 10_000

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(self.EVERY_MS)
        self._timer.timeout.connect(self.ticked)
        self._timer.start()
