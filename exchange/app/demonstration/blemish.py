"""Lines as clerks really write them: some are repaired on the way in, some are rejected."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from exchange.app.demonstration.line import Line
from exchange.app.demonstration.uscc import uscc

Blemish = Callable[[Line], Line]
FIRST = 9001
_FULL_WIDTH = {point: point + 0xFEE0 for point in range(0x21, 0x7F)}


def repaired() -> Iterator[Line]:
    """Yield lines that are taken after a repair; each of a kind of its own."""
    for number, (kind, blemish) in enumerate(_MENDED.items(), FIRST):
        yield blemish(_line(number, kind))


def rejected() -> Iterator[Line]:
    """Yield lines that are rejected, each for a reason of its own; only the last but one is taken."""
    first = FIRST + len(_MENDED)
    for number, (kind, blemish) in enumerate(_REFUSED.items(), first):
        yield blemish(_line(number, kind))
    line = _line(first + len(_REFUSED), "校验码")
    wrong = "0" if line.uscc[-1] != "0" else "1"
    yield replace(line, uscc=line.uscc[:-1] + wrong)
    yield replace(line, uscc=line.uscc.replace("DEM0", "DEMO"))
    twice = _line(first + len(_REFUSED) + 1, "重复")
    yield from (twice, replace(twice, name="虚构重复登记但另有其名有限公司"))


def _line(number: int, kind: str) -> Line:
    return Line(
        uscc=uscc("91", number),
        name=f"虚构{kind}样本有限公司",
        legal_form="有限责任公司",
        registered_on="2001-05-16",
        capital="100万元人民币",
        address=f"广东省惠州市惠城区示例路{number}号",
        division="441302",
        status="存续",
        industry="6560",
        authority="示例惠城登记机关",
    )


def _with(**cells: str) -> Blemish:
    return lambda line: replace(line, **cells)


_MENDED: dict[str, Blemish] = {
    "全角代码": lambda line: replace(line, uscc=line.uscc.translate(_FULL_WIDTH)),
    "小写代码": lambda line: replace(line, uscc=line.uscc.lower()),
    "分隔代码": lambda line: replace(line, uscc=f"{line.uscc[:8]} {line.uscc[8:17]}-{line.uscc[17:]}"),
    "中文日期": _with(registered_on="2001年5月16日"),
    "斜线日期": _with(registered_on="2001/5/16"),
    "省略币种": _with(capital="100万"),
    "单位写法": _with(capital="1000000元人民币元"),
    "四舍五入": _with(capital="33.3333333万元人民币"),
    "多余空格": _with(name=" 虚构  多余空格 样本有限公司 "),
    "零宽字符": _with(name="虚构零宽\u200b字符样本有限公司"),
    "全角字母": _with(name="虚构ＡＢＣ全角字母样本有限公司"),
    "自造字": _with(address="广东省惠州市惠城区\ue000\ue001路1号"),
}
_REFUSED: dict[str, Blemish] = {
    "旧注册号": _with(uscc="000000000000001"),
    "缺代码": _with(uscc=""),
    "缺名称": _with(name="无"),
    "自造名": _with(name="虚构\ue000\ue001有限公司"),
    "无此日": _with(registered_on="2023-02-30"),
    "未来日": _with(registered_on="2999-01-01"),
    "中文金额": _with(capital="壹佰万元整"),
    "无此单位": _with(capital="100万贝壳"),
    "负资本": _with(capital="-5万元人民币"),
    "状态不明": _with(status="好像还在"),
    "行业不明": _with(industry="9999"),
    "串列": _with(legal_form="2001-05-16", registered_on="有限责任公司"),
}
