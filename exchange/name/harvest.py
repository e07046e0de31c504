"""Draw readings.txt and variants.txt from pypinyin and OpenCC: `python -m exchange.name.harvest`.

The two files are data of this package because importing pypinyin takes a quarter of a second, and because a name
and any part of it must fold alike, which phrase dictionaries do not promise. Both libraries are needed only here.
"""

import unicodedata
from collections import defaultdict
from pathlib import Path

from opencc import OpenCC
from pypinyin.pinyin_dict import pinyin_dict

HERE = Path(__file__).parent
HAN = range(0x3400, 0xA000)

# The first reading is the usual one in the names of enterprises; initials are made from it alone.
HETERONYMS = {
    "行": "hang xing", "长": "chang zhang", "重": "zhong chong", "厦": "xia sha", "朝": "chao zhao", "都": "du dou",
    "乐": "le yue", "单": "dan shan", "会": "hui kuai", "车": "che ju", "调": "tiao diao", "藏": "cang zang",
    "石": "shi dan", "大": "da dai", "地": "di de", "番": "pan fan", "埔": "pu bu", "柏": "bai bo", "广": "guang an",
    "曾": "zeng ceng", "莞": "guan wan", "涌": "chong yong", "盛": "sheng cheng", "仇": "qiu chou", "查": "cha zha",
    "万": "wan mo", "降": "jiang xiang", "陂": "bei pi", "绿": "lv lu", "六": "liu lu", "解": "jie xie", "和": "he huo",
    "参": "shen can cen", "传": "chuan zhuan", "便": "bian pian", "区": "qu ou", "卡": "ka qia", "合": "he ge",
    "什": "shi shen", "给": "gei ji", "校": "xiao jiao", "省": "sheng xing", "种": "zhong chong",
    "畜": "xu chu", "蔚": "wei yu", "尉": "wei yu", "贾": "jia gu", "盖": "gai ge",
    "洗": "xi xian", "弹": "dan tan", "率": "lv shuai", "薄": "bo bao", "血": "xue xie", "色": "se shai",
    "奇": "qi ji", "熟": "shu shou", "拓": "tuo ta", "翟": "zhai di", "阿": "a e",
    "蚌": "bang beng", "珲": "hui hun", "荥": "xing ying", "漯": "luo ta", "泌": "mi bi", "颉": "jie xie",
    "晟": "sheng cheng", "轧": "zha ya", "壳": "ke qiao", "屏": "ping bing",
    "女": "nv nu", "吕": "lv lu", "旅": "lv lu", "律": "lv lu", "铝": "lv lu", "滤": "lv lu", "履": "lv lu",
    "驴": "lv lu", "氯": "lv lu", "侣": "lv lu", "略": "lve lue", "掠": "lve lue", "疟": "nve nue", "虐": "nve nue",
}  # fmt: skip


def plain(reading: str) -> str:
    """Return a reading without its tone, ü as v."""
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(letter for letter in letters if letter.isascii())


def usual(char: str) -> bool:
    """Tell whether GB 18030's two-byte part holds the character: what a registered name may be written in."""
    return len(char.encode("gb18030")) == 2


def readings() -> str:
    """Return one line a syllable: the syllable, the characters read so first of all, those that may be read so."""
    first, further = defaultdict(list), defaultdict(list)
    for char in filter(usual, map(chr, HAN)):
        known = pinyin_dict.get(ord(char), "").split(",")
        syllables = HETERONYMS[char].split() if char in HETERONYMS else [plain(known[0])]
        if syllables[0]:
            first[syllables[0]].append(char)
        for syllable in syllables[1:]:
            further[syllable].append(char)
    spoken = sorted(s for s in {*first, *further} if set(s) & set("aeiouv"))
    lines = (f"{s} {''.join(first[s]) or '-'} {''.join(further[s]) or '-'}" for s in spoken)
    return "\n".join(lines) + "\n"


def variants() -> str:
    """Return two lines: traditional characters, and the simplified one of each."""
    simplify = OpenCC("t2s").convert
    pairs = [(char, simplify(char)) for char in map(chr, HAN) if simplify(char) != char]
    return "".join(a for a, _ in pairs) + "\n" + "".join(b for _, b in pairs) + "\n"


if __name__ == "__main__":
    (HERE / "readings.txt").write_text(readings(), encoding="utf-8")
    (HERE / "variants.txt").write_text(variants(), encoding="utf-8")
