"""Votes: what all the place names of a page say together about its city."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from wucheng.pages.places.divisions import Path

#: How much one kind of name says. A street with its suffix is worth more than a bare city name,
#: which is as often where somebody comes from or the name of a newspaper.
_WEIGHT = {1: 0.5, 2: 1.0, 3: 1.5, 4: 2.0}


def votes(
    count: Mapping[str, int], paths: Mapping[str, tuple[Path, ...]], plain: Collection[str] = ()
) -> dict[tuple[str, str], float]:
    """Votes for each (province, city). A name votes with weight × (1 + log₂ of its count).

    Names with one reading vote first; an ambiguous one then votes for the readings that others
    already support, or in equal parts for all of them.

    Args:
        count: how often each name is said.
        paths: what each may mean.
        plain: names that are ordinary words, too. They vote only for what others support.
    """
    ballot: defaultdict[tuple[str, str], float] = defaultdict(float)
    provinces: Counter[str] = Counter()
    for name, possible in paths.items():
        if len(possible) == 1 and name not in plain:
            path = possible[0]
            weight = _weight(path) * (1 + math.log2(count[name]))
            if path[1]:
                ballot[path[0], path[1]] += weight
            else:
                provinces[path[0]] += 1
    sure = dict(ballot)
    for name, possible in paths.items():
        if len(possible) == 1 and name not in plain:
            continue
        cities = sorted({(path[0], path[1]) for path in possible})
        backed = [city for city in cities if city in sure]
        if name not in plain:
            backed = backed or [city for city in cities if city[0] in provinces] or cities
        weight = max(map(_weight, possible)) * (1 + math.log2(count[name])) / max(len(backed), 1)
        for city in backed:
            ballot[city] += weight
    return dict(ballot)


def _weight(path: Path) -> float:
    return _WEIGHT[min(len([part for part in path if part]), 4)]


def common(below: Iterable[Path]) -> Path:
    """The deepest place that all the mentioned ones lie in or on the way to."""
    chains = sorted(below, key=len)
    if not chains:
        return ()
    deepest = chains[-1]
    if all(deepest[: len(chain)] == chain for chain in chains):
        return deepest
    common: Path = ()
    for level in range(len(deepest)):
        parts = {chain[: level + 1] for chain in chains if len(chain) > level}
        if len(parts) != 1:
            break
        common = parts.pop()
    return common
