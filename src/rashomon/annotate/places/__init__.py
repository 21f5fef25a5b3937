"""Places: names resolved to co-ordinates and country, offline."""

from rashomon.annotate.places.find import find_places

__all__ = ["find_places"]
