"""Morphological features of a token."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def values(token: Token, feature: str) -> list[str]:
    """The values of a Universal Dependencies feature, [] when the token lacks it."""
    return token.morph.get(feature, [])


def has(token: Token, feature: str, value: str) -> bool:
    """Whether a feature has a value: has(token, "Tense", "Past")."""
    return value in values(token, feature)
