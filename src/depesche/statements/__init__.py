"""Who said what, to whom, according to whom."""

from depesche.statements.find import find_statements

__all__ = ["find_statements"]
