"""What is known of a phrase on the way to an Entity."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a phrase so far."""

    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    id: str | None = None
    via: str = ""
    kind: str = ""  # person, body, group, country, place, thing; empty when not known
    gender: str = ""  # Masc or Fem, where a title shows it
    antecedent: int | None = None  # the token that a pronoun stands for

    def step(self, how: str) -> str:
        """`via` with one more step."""
        return f"{self.via}; {how}" if self.via else how

    def because(self, how: str, antecedent: int | None = None) -> Draft:
        """The same, reached by a step that comes before what `via` tells."""
        via = f"{how}; {self.via}" if self.via else how
        return replace(self, via=via, antecedent=self.antecedent if self.antecedent is not None else antecedent)

    def country_only(self) -> Draft:
        """Only the country, when its person or office is not what is meant."""
        return replace(self, name=None, id=None, role=None, sectors=(), kind="country")
