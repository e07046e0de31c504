"""In which division of GB/T 2260 an entity is registered."""

from exchange.reference.load import RegionRow

_SUFFIXES = ("省", "市", "自治区", "特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "地区", "盟")


class Places:
    """The divisions by code and by the names that registries use for provinces and cities."""

    def __init__(self, regions: list[RegionRow]) -> None:
        self.codes = {row.code for row in regions}
        self.provinces: dict[str, str] = {}
        self.cities: dict[tuple[str, str], str] = {}
        for row in regions:
            if row.level == "PROVINCE":
                self.provinces |= dict.fromkeys(_spellings(row.name), row.code)
            elif row.level == "PREFECTURE" and row.valid_to is None:
                self.cities |= dict.fromkeys([(row.code[:2], name) for name in _spellings(row.name)], row.code)

    def is_province(self, name: str) -> bool:
        """Return whether a name is a province's, in full or without its kind."""
        return name in self.provinces

    def code(self, division: str, uscc_division: str, province: str, city: str) -> str | None:
        """Return the division stated by its code, else the USCC's, else that of the names; null when none is known."""
        for code in (division, uscc_division):
            if code in self.codes:
                return code
        within = self.provinces.get(province)
        return within and (self.cities.get((within[:2], city)) or within)


def _spellings(name: str) -> list[str]:
    return [name] + [name.removesuffix(suffix) for suffix in _SUFFIXES if name.endswith(suffix)]
