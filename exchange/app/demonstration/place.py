"""Where made-up entities are registered: mostly in the divisions of Huizhou, some elsewhere, some unknown."""

from typing import NamedTuple


class Place(NamedTuple):
    """A division by its code, its word in a name, and how an address in it begins."""

    division: str
    word: str
    address: str


HUIZHOU = (
    Place("441302", "惠城", "广东省惠州市惠城区"),
    Place("441302004", "江北", "广东省惠州市惠城区江北街道"),
    Place("441302006", "河南岸", "广东省惠州市惠城区河南岸街道"),
    Place("441302008", "陈江", "广东省惠州市惠城区陈江街道"),
    Place("441303", "惠阳", "广东省惠州市惠阳区"),
    Place("441303001", "淡水", "广东省惠州市惠阳区淡水街道"),
    Place("441303006", "大亚湾", "广东省惠州市惠阳区大亚湾澳头街道"),
    Place("441322", "博罗", "广东省惠州市博罗县"),
    Place("441322119", "园洲", "广东省惠州市博罗县园洲镇"),
    Place("441323", "惠东", "广东省惠州市惠东县"),
    Place("441323110", "黄埠", "广东省惠州市惠东县黄埠镇"),
    Place("441324", "龙门", "广东省惠州市龙门县"),
)
ELSEWHERE = (
    Place("440305", "深圳", "广东省深圳市南山区"),
    Place("440304", "深圳", "广东省深圳市福田区"),
    Place("440106", "广州", "广东省广州市天河区"),
    Place("441900", "东莞", "广东省东莞市"),
    Place("320509", "苏州", "江苏省苏州市吴江区"),
    Place("310115", "上海", "上海市浦东新区"),
    Place("110108", "北京", "北京市海淀区"),
    Place("510104", "成都", "四川省成都市锦江区"),
)
UNKNOWN = Place("", "惠州", "广东省惠州市")
STREETS = ("示例路", "虚构大道", "样本街", "演示一路", "无此巷")
"""No street has such a name."""
