"""Called: where a text says that a name follows: 名叫, 化名, 叫他; animals have names too.

一条叫黑豹的狗, 一只名叫团团的猫, 一家叫春风的面馆: what is counted like an animal or a thing, or is
said to be one, is nobody.
"""

from __future__ import annotations

import re

#: What comes before a name that somebody is said to have.
_CALLED = re.compile(
    "[叫做为名称号他她我](?:(?<=叫)|(?<=叫做|名为|姓名|取名|本名|原名|化名|网名|笔名|艺名|昵称|绰号|外号|人称"
    "|小名|乳名|大名|自称|叫他|叫她|叫我))"
    "(?<![群队店村书歌片剧曲牌站船地校班社菜]名[叫为])"
)
#: What counts an animal or a thing, before 叫: 一条叫…, 两只警犬，一只名叫….
_MEASURED = re.compile(
    r"[0-9一两二三四五六七八九十几这那][条只匹头座家款艘部首棵架辆](?:小|大|老)?"
    r"(?:[^，。！？；：“”、的]{0,4}[猫犬狗马牛羊驴船店馆车艇村山树歌戏剧])?(?:(?:名字|名|就|也|取名|起名)?(?:叫|为)(?:做|作)?“?)$"
)
#: What it is that has the name: …的狗.
_ANIMAL = re.compile(
    r"[㐀-鿿]{2,4}”?的[^，。！？；：“”、的]{0,5}?"
    r"(?:狗|犬|猫|马(?![上路])|驴|骡|牛|羊|鸡|鸭|鹅|猪|鸟|鹦鹉|兔|龟|骆驼|鹰|熊猫|机器人|无人机|小船|渔船|货轮"
    r"|村子|村庄|村|镇|寨子|地方|山|河|湖|岛|小店|面馆|饭馆|餐馆|咖啡馆|超市|公司|软件|程序|平台|游戏|歌|书|电影|台风|病毒|药)"
    r"(?![主人夫户农工员长民里])"
)
#: How much is before.
_NEAR = 16


def places(text: str) -> set[int]:
    """The places where what begins is said to be somebody's name."""
    return {m.end() for m in _CALLED.finditer(text) if not thing(text, m.end())}


def thing(text: str, place: int) -> bool:
    """Whether the name that begins at a place is that of an animal or a thing."""
    if _MEASURED.search(text, max(0, place - _NEAR), place):
        return True
    return _ANIMAL.match(text, place) is not None
