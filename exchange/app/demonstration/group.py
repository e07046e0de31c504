"""The companies that sample queries name: a group with its branches, and some with a story."""

from typing import NamedTuple

from exchange.app.demonstration.line import Line
from exchange.app.demonstration.uscc import lei, uscc

HOLDING = uscc("91", 1)
ELECTRONICS = uscc("91", 2)
TRADING = uscc("91", 3)
LOGISTICS = uscc("91", 4)
BRANCH_BOLUO = uscc("91", 5)
BRANCH_HUIDONG = uscc("91", 6)
FUND = uscc("91", 7)
GUARANTEE = uscc("91", 8)
BUILDER = uscc("91", 9)
PHARMA = uscc("91", 10)
TEA = uscc("93", 11)
VILLAGE = uscc("N2", 12)


class Edge(NamedTuple):
    """One company's part in another: `share` in hundredths of a percent; null with a branch, or unknown."""

    kind: str
    owner: str
    owned: str
    share: int | None
    valid_from: str | None
    valid_to: str | None = None


COMPANIES = (
    Line(
        uscc=HOLDING,
        name="虚构星河控股有限公司",
        legal_form="有限责任公司(法人独资)",
        registered_on="1998-06-18",
        capital="30000万元人民币",
        business_scope="以自有资金从事投资活动；控股公司服务。",
        address="广东省惠州市惠城区江北街道虚构大道1号",
        division="441302004",
        status="存续",
        industry="7212",
        former_names="虚构东江星河实业公司",
        lei=lei(1),
        authority="示例惠州登记机关",
    ),
    Line(
        uscc=ELECTRONICS,
        name="虚构星河电子科技股份有限公司",
        legal_form="股份有限公司(非上市)",
        registered_on="2003-03-12",
        capital="12,000万元人民币",
        business_scope="电子产品、电子元器件的研发、制造与销售。",
        address="广东省惠州市惠城区陈江街道示例路2号",
        division="441302008",
        status="存续",
        industry="3990",
        former_names="虚构星河电子厂；虛構星河電子（惠州）有限公司",
        lei=lei(2),
        authority="示例惠州登记机关",
    ),
    Line(
        uscc=TRADING,
        name="虚构星河国际贸易有限公司",
        legal_form="有限责任公司(外商投资)",
        registered_on="2006-11-01",
        capital="200万美元",
        business_scope="货物进出口；技术进出口；贸易代理。",
        address="广东省惠州市惠阳区大亚湾西区街道样本街3号",
        division="441303008",
        status="在业",
        industry="5181",
        authority="示例大亚湾登记机关",
    ),
    Line(
        uscc=LOGISTICS,
        name="虚构星河供应链管理（深圳）有限公司",
        legal_form="有限责任公司",
        registered_on="2016-09-30",
        capital="5000万港元",
        business_scope="供应链管理服务；国内货物运输代理。",
        address="广东省深圳市南山区无此巷4号",
        division="440305",
        status="存续",
        industry="7224",
        authority="示例深圳登记机关",
    ),
    Line(
        uscc=BRANCH_BOLUO,
        name="虚构星河电子科技股份有限公司博罗分公司",
        legal_form="股份有限公司分公司",
        registered_on="2010-05-05",
        address="广东省惠州市博罗县园洲镇演示一路5号",
        division="441322119",
        status="存续",
        industry="3990",
        authority="示例博罗登记机关",
    ),
    Line(
        uscc=BRANCH_HUIDONG,
        name="虚构星河电子科技股份有限公司惠东分公司",
        legal_form="股份有限公司分公司",
        registered_on="2012-08-20",
        address="广东省惠州市惠东县示例路6号",
        division="441323",
        status="注销",
        industry="3990",
        authority="示例惠东登记机关",
    ),
    Line(
        uscc=FUND,
        name="示例湾区产业投资基金管理有限公司",
        legal_form="有限责任公司",
        registered_on="2014-12-12",
        capital="10000万元人民币",
        business_scope="受托管理股权投资基金；投资咨询。",
        address="广东省惠州市惠城区样本街7号",
        division="441302",
        status="存续",
        industry="7212",
        authority="示例惠州登记机关",
    ),
    Line(
        uscc=GUARANTEE,
        name="示例东江融资担保有限公司",
        legal_form="有限责任公司(法人独资)",
        registered_on="2011-04-28",
        capital="20000万元人民币",
        business_scope="融资性担保业务。",
        address="广东省惠州市惠城区江北街道虚构大道8号",
        division="441302004",
        status="存续",
        industry="7296",
        authority="示例惠州登记机关",
    ),
    Line(
        uscc=BUILDER,
        name="示例建工集团有限公司",
        legal_form="有限责任公司",
        registered_on="1987-10-01",
        capital="8,800.88万元人民币",
        business_scope="住宅房屋建筑；市政道路工程建筑；工程管理服务。",
        address="广东省惠州市惠阳区淡水街道示例路9号",
        division="441303001",
        status="存续",
        industry="4710",
        former_names="示例建筑工程公司；示例建筑工程总公司",
        authority="示例惠阳登记机关",
    ),
    Line(
        uscc=PHARMA,
        name="示例罗浮生物医药有限公司",
        legal_form="有限责任公司",
        registered_on="2018-02-26",
        capital="3000万元人民币",
        business_scope="生物药品制造；医学研究和试验发展。",
        address="广东省惠州市博罗县样本街10号",
        division="441322",
        status="在业",
        industry="2761",
        authority="示例博罗登记机关",
    ),
    Line(
        uscc=TEA,
        name="示例龙门青禾茶叶专业合作社",
        legal_form="农民专业合作社",
        registered_on="2009-03-15",
        capital="60万元人民币",
        business_scope="组织成员种植、加工、销售茶叶。",
        address="广东省惠州市龙门县龙田镇无此巷11号",
        division="441324",
        status="存续",
        authority="示例龙门登记机关",
    ),
    Line(
        uscc=VILLAGE,
        name="示例龙门样本村股份经济联合社",
        legal_form="村级集体经济组织",
        registered_on="2020-07-07",
        capital="20万元人民币",
        address="广东省惠州市龙门县龙田镇样本村12号",
        division="441324115",
        status="存续",
        authority="示例龙门登记机关",
    ),
)

EDGES = (
    Edge("SHAREHOLDER", HOLDING, ELECTRONICS, 6850, "2003-03-12"),
    Edge("SHAREHOLDER", FUND, ELECTRONICS, 1925, "2015-06-01"),
    Edge("SHAREHOLDER", VILLAGE, ELECTRONICS, None, None),
    Edge("SHAREHOLDER", HOLDING, TRADING, 10_000, "2006-11-01"),
    Edge("SHAREHOLDER", HOLDING, LOGISTICS, 5100, "2016-09-30"),
    Edge("SHAREHOLDER", TRADING, LOGISTICS, 4900, "2016-09-30"),
    Edge("SHAREHOLDER", FUND, PHARMA, 3333, "2019-01-01"),
    Edge("SHAREHOLDER", BUILDER, PHARMA, 2500, "2018-02-26", "2024-05-31"),
    Edge("SHAREHOLDER", BUILDER, GUARANTEE, 10_000, "2011-04-28"),
    Edge("SHAREHOLDER", VILLAGE, TEA, 4050, "2020-08-01"),
    Edge("BRANCH", ELECTRONICS, BRANCH_BOLUO, None, "2010-05-05"),
    Edge("BRANCH", ELECTRONICS, BRANCH_HUIDONG, None, "2012-08-20", "2023-12-01"),
)
"""Who holds what; the trading company's share closes a triangle over the logistics company."""
