"""Which operations are counted under their own hash: the busy ones, so that no flood of documents makes series."""

from collections import OrderedDict

NAMED = 200
"""Operations of one worker with series of their own."""
SEEN = 10
"""How often an operation is asked before it gets one."""
CANDIDATES = 1_000
OTHER = "other"


class Names:
    """At most NAMED hashes; where there is no place left, the one that was asked longest ago goes."""

    def __init__(self) -> None:
        self._named: OrderedDict[str, None] = OrderedDict()
        self._seen: OrderedDict[str, int] = OrderedDict()
        self.dropped: list[str] = []
        """Names given up since somebody looked."""

    def label(self, hash_: str, times: int = 1) -> str:
        """Return what an operation is counted under that was asked so many times more."""
        if hash_ in self._named:
            self._named.move_to_end(hash_)
            return hash_
        return self._candidate(hash_, times)

    def _candidate(self, hash_: str, times: int) -> str:
        seen = self._seen.pop(hash_, 0) + times
        if seen < SEEN:
            self._seen[hash_] = seen
            if len(self._seen) > CANDIDATES:
                self._seen.popitem(last=False)
            return OTHER
        self._named[hash_] = None
        if len(self._named) > NAMED:
            self.dropped.append(self._named.popitem(last=False)[0])
        return hash_
