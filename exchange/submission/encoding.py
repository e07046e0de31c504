"""In which encoding a file is written: UTF-8 or GB18030, decided from its first block."""

from exchange.submission.refusal import EncodingUnknown

BOM = b"\xef\xbb\xbf"
_NAMES = {
    "utf8": "utf-8",
    "utf8sig": "utf-8",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "cp936": "gb18030",
}
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def named(name: str) -> str:
    """Return the codec for a name that a clerk gives. GBK and GB2312 are read as GB18030, which contains them."""
    codec = _NAMES.get(name.lower().replace("-", "").replace("_", ""))
    if codec is None:
        raise EncodingUnknown(f"The encoding '{name}' is unknown: use utf-8 or gb18030.")
    return codec


def detected(head: bytes) -> str:
    """Return the codec by which more of the first lines can be read; UTF-8 when all are ASCII.

    Single damaged lines don't decide it: they are rejected later, one by one. Raises EncodingUnknown.
    """
    if head.startswith(_WIDE) or b"\0" in head[:64]:
        raise EncodingUnknown("The file is written in UTF-16 or UTF-32, or is no text: save it as UTF-8.")
    if head.startswith(BOM):
        return "utf-8"
    lines = head.split(b"\n")
    whole = lines[:-1] or _whole(lines[0])
    telling = [line for line in whole if not line.isascii()]
    utf, gb = (sum(_reads(line, codec) for line in telling) for codec in ("utf-8", "gb18030"))
    if not utf and not gb and len(telling) * 2 > len(whole):
        raise EncodingUnknown("The file is written in neither UTF-8 nor GB18030: save it as UTF-8.")
    # Text in UTF-8 often reads as GB18030 as well, though as nonsense; the reverse hardly happens by chance.
    return "utf-8" if utf * 2 >= len(telling) else "gb18030"


def _whole(line: bytes) -> list[bytes]:
    # A block may end within a character.
    return [line[: len(line) - cut] for cut in range(min(4, len(line)))]


def _reads(line: bytes, codec: str) -> bool:
    try:
        line.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
