"""Dates, times, durations and sets of a text, resolved against its publication date where it can be told."""

from depesche.dates.find import find_dates
from depesche.dates.lexicon import DateLexicon, load_date_lexicon

__all__ = ["DateLexicon", "find_dates", "load_date_lexicon"]
