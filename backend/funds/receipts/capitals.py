"""大写金额: an amount in Chinese capitals as vouchers and receipts write it (pure)."""

from backend.kernel.money import yuan_of


def capitals(fen: int) -> str:
    """The amount in capitals: ``壹仟贰佰叁拾肆元伍角整``; a red-letter amount begins with 负.

    整 follows 元 and 角, never 分 (《会计基础工作规范》第五十二条).
    """
    import cn2an  # takes a while to load and only printing needs it

    words: str = cn2an.an2cn(str(yuan_of(fen)), "rmb")
    return words if words.endswith(("分", "整")) else f"{words}整"
