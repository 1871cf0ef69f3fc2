"""Who is meant: names, offices and references resolved against the lexicon, on the article's date."""

from depesche.actors.names import NameIndex
from depesche.actors.resolve import Actors

__all__ = ["Actors", "NameIndex"]
