"""Which of our columns a head of a registry file means, in whatever spelling and order it comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

ALIASES = {
    "uscc": "uscc 统一社会信用代码 社会信用代码 信用代码 code creditCode unifiedSocialCreditCode",
    "name": "name 企业名称 名称 单位名称 主体名称 市场主体名称 companyName",
    "registered_on": "registered_on reg_date 注册日期 成立日期 登记日期 registrationDay registrationDate",
    "legal_form": "legal_form ent_type_raw 企业类型 类型 主体类型 市场主体类型 character",
    "capital": "capital capital_raw 注册资金 注册资本 出资额 registeredCapital",
    "business_scope": "business_scope 经营范围 业务范围 businessScope",
    "address": "address 注册地址 住所 地址 经营场所",
    "division": "division div_code 行政区划代码 行政区划 区划代码",
    "province": "province 所在省份 省份 省",
    "city": "city 地区 城市 所在城市 市",
    "status": "status 登记状态 经营状态 状态",
    "industry": "industry 行业代码 所属行业代码 行业门类代码",
    "former_names": "former_names 曾用名",
    "lei": "lei 法人机构识别编码 全球法人识别编码",
    "authority": "authority 登记机关",
}
"""Each column of a registry statement, and the heads that mean it."""

IGNORED = (
    "legal_representative legalRepresentative 法人代表 法定代表人 负责人 "
    "capital_wan capital_currency capital_status uscc_status flags src_file src_line 序号"
)
"""Heads that are known and left aside: natural persons are never stored, and these parts are derived by ourselves."""

REQUIRED = ("uscc", "name")


def _plain(head: str) -> str:
    return "".join(char for char in normalize("NFKC", head).casefold() if char.isalnum())


_COLUMN = {_plain(head): column for column, heads in ALIASES.items() for head in heads.split()}
_LEFT = frozenset(_plain(head) for head in IGNORED.split())


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each column stands in a line, and what is wrong with the head."""

    at: dict[str, int]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns no statement can do without that are absent."""
        return tuple(column for column in REQUIRED if column not in self.at)


def layout(header: Sequence[str]) -> Layout:
    """Find the columns by their heads: letter case, spaces, underscores and full-width forms don't matter."""
    at: dict[str, int] = {}
    unknown, twice = [], []
    for place, head in enumerate(header):
        column = _COLUMN.get(_plain(head))
        if column is None:
            if head.strip() and _plain(head) not in _LEFT:
                unknown.append(head)
        elif column in at:
            twice.append(column)
        else:
            at[column] = place
    return Layout(at, tuple(unknown), tuple(twice))
