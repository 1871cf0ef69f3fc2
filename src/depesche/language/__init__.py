"""From text to a spaCy Doc with Universal Dependencies, and what grammar says about it."""

from depesche.language.identify import identify
from depesche.language.parse import parse, parse_many
from depesche.language.pipelines import Pipelines

__all__ = ["Pipelines", "identify", "parse", "parse_many"]
