"""What is damaged in a text or foreign to the story, and whose story it is. No offset ever changes."""

from depesche.mend.damage import find_damage
from depesche.mend.mask import mask
from depesche.mend.outlets import load_outlets
from depesche.mend.provenance import find_provenance

__all__ = ["find_damage", "find_provenance", "load_outlets", "mask"]
