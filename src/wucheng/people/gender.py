"""Gender: whether a name, a role or a title can be that of a he or of a she."""

from __future__ import annotations

import re

_MALE = re.compile(r"先生|丈夫|儿子|父亲|爸爸|爷爷|大爷|大伯|大叔|叔|伯|哥|弟|男|小伙")
_FEMALE = re.compile(r"女|妻子|母亲|妈|奶奶|阿姨|大姐|大娘|大婶|姐|妹|姑娘|婶|婆")
#: Characters that end the names of men, and of women, with few exceptions.
_HIS = frozenset("勇刚强彪柱雄虎汉豪峰鹏涛磊斌魁伟龙凯浩栋兵武根福贵财忠胜亮")
_HERS = frozenset(
    "娟娥婷妹娜娇妮媛芳莲姗嫣姝芬霞萍艳菊莉倩薇蓉婉兰梅花琴玲丽燕凤香静雯莹蕾琳瑶珍婵妍娣娅洁"
)


def may_be(pronoun: str, said: str) -> bool:
    """Whether he or she can be somebody of this name and role."""
    if pronoun not in "他她":
        return True
    wrong, right = (_MALE, _FEMALE) if pronoun == "她" else (_FEMALE, _MALE)
    return not wrong.search(said[1:]) or bool(right.search(said[1:]))


def hardly(pronoun: str, name: str) -> bool:
    """Whether he or she hardly is somebody of this name: 她 is no 周大勇."""
    return pronoun in "他她" and len(name) > 1 and name[-1] in (_HIS if pronoun == "她" else _HERS)


def differ(title: str, name: str) -> bool:
    """Whether a title is for men and a name that of a woman, or the reverse: 先生 and 月莲."""
    if _MALE.search(title):
        return hardly("他", name)
    return bool(_FEMALE.search(title)) and hardly("她", name)
