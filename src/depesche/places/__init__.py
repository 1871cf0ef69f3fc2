"""Places named in a text, told apart with an embedded gazetteer."""

from depesche.places.find import find_places
from depesche.places.gazetteer import Gazetteer, load_gazetteer

__all__ = ["Gazetteer", "find_places", "load_gazetteer"]
