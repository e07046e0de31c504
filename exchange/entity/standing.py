"""What a registry's word for an entity's status means."""

from exchange.entity.fact import EntityStatus

_WORDS = {
    EntityStatus.ACTIVE: "存续 在业 开业 正常 在营 存续（在营、开业、在册） 在营（开业） 登记成立 迁入 仍注册 有效",
    EntityStatus.SUSPENDED: "停业 歇业 停业、歇业",
    EntityStatus.REVOKED: "吊销 吊销，未注销 吊销,未注销 吊销未注销 吊销，已注销 撤销 责令关闭",
    EntityStatus.DEREGISTERED: "注销 已注销 注销企业",
    EntityStatus.MOVED_OUT: "迁出 已迁出 迁往市外",
}
_MEANING = {word: status.value for status, words in _WORDS.items() for word in words.split()}
_MEANING |= {status.value: status.value for status in EntityStatus}


def standing(word: str) -> str | None:
    """Return the EntityStatus that a word means; null for a word that isn't known."""
    return _MEANING.get(word) or _MEANING.get(word.upper())
