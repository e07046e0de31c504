"""Of which forms made-up entities are: the beginning of the code, how a name ends, who registers them, how many."""

from typing import NamedTuple

from exchange.app.demonstration.trade import COMPANIES, FARMS, SHOPS, Trade


class Form(NamedTuple):
    """A form of entity. `supplier` states each of the `size` entities; their names end in one of `endings`."""

    prefix: str
    supplier: str
    size: int
    legal_form: str
    endings: tuple[str, ...]
    trades: tuple[Trade, ...]
    capital: tuple[str, ...]


MARKET, CIVIL, ESTABLISHMENT = "DEMO-AMR", "DEMO-MCA", "DEMO-ORG"
"""The bureaux that register: of market supervision, of civil affairs, of establishments and the rest."""

_LIMITED = (
    "50万元人民币",
    "100万元人民币",
    "300万元人民币",
    "500万元人民币",
    "1,137.7296(万元人民币)",
    "2000万元人民币",
)
_FOREIGN = ("120万美元", "800万港元", "50万欧元", "30000万日元", "95.5万美元", "400万新加坡元")
_SMALL = ("3万元人民币", "10万元人民币", "", "5万元人民币")


def _office(*words: str, industry: str = "") -> tuple[Trade, ...]:
    return tuple(Trade(industry, word, "") for word in words)


FORMS = (
    Form("91", MARKET, 290, "有限责任公司(法人独资)", ("有限公司", "有限责任公司"), COMPANIES, (*_LIMITED, "")),
    Form("91", MARKET, 45, "有限责任公司(外商投资)", ("（中国）有限公司",), COMPANIES, _FOREIGN),
    Form("91", MARKET, 20, "股份有限公司(非上市)", ("股份有限公司",), COMPANIES, ("5000万元人民币", "12000万元人民币")),
    Form("92", MARKET, 120, "个体工商户", ("",), SHOPS, _SMALL),
    Form("93", MARKET, 24, "农民专业合作社", ("专业合作社",), FARMS, ("100万元人民币", "60万元人民币", "")),
    Form("51", CIVIL, 14, "社会团体", ("",), _office("行业协会", "商会", industry="9522"), ("3万元人民币",)),
    Form("52", CIVIL, 14, "民办非企业单位", ("",), _office("幼儿园", industry="8310"), ("10万元人民币", "")),
    Form("53", CIVIL, 4, "基金会", ("",), _office("公益基金会", industry="9530"), ("200万元人民币",)),
    Form("11", ESTABLISHMENT, 8, "机关", ("",), _office("局", "管理委员会"), ("",)),
    Form("12", ESTABLISHMENT, 16, "事业单位", ("",), _office("小学", "图书馆", "综合医院"), ("800万元人民币", "")),
    Form("13", ESTABLISHMENT, 2, "群众团体", ("",), _office("联合会"), ("",)),
    Form("31", ESTABLISHMENT, 4, "律师执业机构", ("",), _office("律师事务所", industry="7231"), ("30万元人民币",)),
    Form("35", ESTABLISHMENT, 1, "仲裁委员会", ("",), _office("仲裁委员会"), ("",)),
    Form("81", ESTABLISHMENT, 3, "基层工会", ("",), _office("工会委员会", industry="9511"), ("",)),
    Form("A1", ESTABLISHMENT, 2, "军队事业单位", ("",), _office("演示站"), ("",)),
    Form("N1", ESTABLISHMENT, 3, "组级集体经济组织", ("",), _office("股份经济合作社"), ("",)),
    Form("N2", ESTABLISHMENT, 12, "村级集体经济组织", ("",), _office("股份经济联合社"), ("20万元人民币", "")),
    Form("N3", ESTABLISHMENT, 3, "乡镇级集体经济组织", ("",), _office("股份经济联合总社"), ("",)),
    Form("Y1", ESTABLISHMENT, 3, "其他", ("",), _office("联络处"), ("",)),
)
