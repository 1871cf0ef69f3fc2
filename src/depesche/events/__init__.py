"""Who did what to whom: frames matched on the tree, composed, and bound to date, place and sources."""

from depesche.events.find import find_events, relate

__all__ = ["find_events", "relate"]
