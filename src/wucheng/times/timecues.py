"""What a sentence says about which way a date lies: 将于, 有望, 去年."""

from __future__ import annotations

import re
from datetime import date

from wucheng.times.timelengths import CLAUSE
from wucheng.times.timephrases import Phrase
from wucheng.times.timestory import Story

_FUTURE = re.compile("将|拟|预计|计划")
_FUTURE_FOLLOWS = re.compile("将|拟|预计|计划|就要|就会|便要|便会")
_ANNOUNCED = re.compile("(?:将|拟|预计|计划|定)[^，。；！？]{0,2}(?:于|在|从|自)?$")
_HOPES = re.compile("[^，。；！？]{0,8}(?:将|有望|预计|可能)")
#: A year counted from the text's, earlier in the clause; behind 明年的比赛 or 去年的比赛 only
#: what is said to be on a date: 拟在11月举行.
_OTHER_YEAR = re.compile(
    f"(?<![比较与同和于以])(?P<which>[去前明])年(?![初中底末同春夏秋冬以度])"
    f"(?:的[^{CLAUSE}年月日号]*[在于]|[^的{CLAUSE}年月日号][^{CLAUSE}年月日号]*|)$"
)
_PLANS = re.compile("[^，。；！？]{0,6}(?:打算|计划|准备|预计|将)")
#: 要持续到周三, 推迟到周五.
_LASTS = re.compile("(?:要|会|将)(?:持续|延续|等|推迟|拖)[至到]$")


class Cues:
    """Looks about the phrase that is being read."""

    #: The phrase that is being read, the cycle that it belongs to, if any, whether that repeats
    #: every day or week, and whether the phrase stands in a quotation.
    _phrase: Phrase
    _habit: str
    _repeated: bool
    _quoted: bool
    #: The day that 今天 is: the text's, or the quotation's.
    _today: date | None
    #: The one day that the phrase speaks of, for what follows to count from.
    mentioned: date | None

    def __init__(self, story: Story, sentence: str, text: str, offset: int) -> None:
        """
        Args:
            story: the document as far as it has been read.
            sentence: the sentence as it stands.
            text: the same with half-width digits.
            offset: how many characters stand before the sentence.
        """
        self._story = story
        self._sentence = sentence
        self._text = text
        self._offset = offset
        self._other_year = "去年" in text or "前年" in text or "明年" in text

    @property
    def _future(self) -> bool:
        """Does what stands before the phrase look ahead?"""
        start = self._phrase.start
        return bool(_FUTURE.search(self._text, max(0, start - 40), start))

    def _looks_ahead(self) -> bool:
        """周日有望达到20℃, and what follows on 明天起 in its sentence, are ahead."""
        end, said, on = self._phrase.end, self._story.said, self._story.on
        start = self._phrase.start
        lasts = _LASTS.search(self._text, max(0, start - 6), start)
        return bool(lasts or _HOPES.match(self._text, end)) or bool(said and on and said > on)

    def _announced(self) -> bool:
        """Is the point what 将于 or 拟在 looks ahead to?"""
        start = self._phrase.start
        return bool(_ANNOUNCED.search(self._text, max(0, start - 6), start))

    def _future_follows(self) -> bool:
        end = self._phrase.end
        return bool(_FUTURE_FOLLOWS.search(self._text, end, end + 40))

    def _ahead_said(self) -> bool:
        return self._future or self._future_follows()

    def _plans(self) -> bool:
        """周末打算出行: the weekend to come."""
        return bool(_PLANS.match(self._text, self._phrase.end))

    def _year_of_clause(self) -> int | None:
        """去年 in 去年客流的最高峰是正月初七; 比去年 is only compared with."""
        start = self._phrase.start
        said = _OTHER_YEAR.search(self._text, max(0, start - 20), start)
        if said is None or self._today is None:
            return None
        return self._today.year + {"去": -1, "前": -2, "明": 1}[said["which"]]
