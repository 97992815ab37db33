"""What a sentence says about which way a date lies (将于, 有望) and about halves of the day."""

from __future__ import annotations

import re
from datetime import date

from wucheng.times.dates.kinds import clock_time
from wucheng.times.dates.story import Story
from wucheng.times.grammar.lengths import CLAUSE
from wucheng.times.phrases import Phrase, Point

_FUTURE = re.compile("将|拟|预计|计划")
_FUTURE_FOLLOWS = re.compile("将|拟|预计|计划|有望|就要|就会|便要|便会")
_ANNOUNCED = re.compile("(?:将|拟|预计|计划|定)[^，。；！？]{0,2}(?:于|在|从|自)?$")
_HOPES = re.compile("[^，。；！？]{0,8}(?:将(?![其他她它这那该])|有望|预计|可能)")
#: 周五，球队将客场… is ahead; 周五，警方将嫌疑人抓获 has 将 for 把, and 周五，…宣布将… tells when
#: something was said.
_WILL = re.compile(
    "[，,](?:(?!宣布|表示|公布|通[知报告]|公告|消息|获悉|了解|透露|指出|[称说])[^，。；！？：“”]){0,12}?"
    "(?:将(?:会|要|于|在|是|有|由|与|和|同|对阵|再|继续|仍|正式|全[面天]|陆续|首次|迎|举|召开|开|启|"
    "出[战席现台]|进[行入]|参[加赛]|前往|赴|客场|主场|坐镇|挑战|回[到升落暖国]|返回|公布|发布|揭|上[演映线升]|亮相|"
    "显著|明显|大幅|有所|恢复|下[降雪雨跌]|南下|北上|打响|拉开|播出|落幕|闭幕|到来|抵达|面[对临]|转[为晴多]|升|降|逐|持续|接受|复[工课学]|休|结束|停|推出|实[施行]|"
    "[一-龥]{0,6}(?:举行|开幕|开馆|登场|开放))|有望|预计|可能(?!是因)|还会|就要|即将)"
)
#: What looks ahead to a month about the turn of the year: 备到1月底, 要到2月才, 准备1月回家.
_TOWARDS = re.compile(
    "(?:[要会将得能可够]|预[订约定计]|(?<![设装])备|排|订|推迟|延[期长迟后])[^，。；！？、：]{0,2}[到至]了?$"
    "|(?:离|临近|迎接|备战|距|(?<=[离临]近))$"
    "|(?:将|有望|预计|计划|可能|准备|打算|争取|力争|拟|定[在于]|还会|还有|(?<![主重需只首次纪摘不])要(?![求闻素]))"
    "[^，。；！？：“”了]{0,6}$"
)
_AHEAD = re.compile(
    "(?:[^，。；！？“”了过曾已]{0,6})(?:将(?![其他她它这那该])|有望|预计|可能(?!是因)|还会|还有|会有|会[再更]|就要|就能|"
    "就会|才能|准备|打算|快[要到]|临近|将至|在即|来临|(?<![主重需只首次纪摘必])要(?![求闻点素是了]))"
)
#: What tells that a holiday is over: 春节过后, 元旦期间接待了.
_OVER = re.compile(
    "[^。；！？]{0,16}(?:了|过(?![年节后冬春境程渡])|曾|已|接待|同比|比上|较上|收官|落幕)"
)
#: A year counted from the text's, earlier in the clause; behind 明年的比赛 or 去年的比赛 only
#: what is said to be on a date: 拟在11月举行.
_OTHER_YEAR = re.compile(
    f"(?<![比较与同和于以])(?P<which>[去前明])年(?![初中底末同春夏秋冬以度])"
    f"(?:的[^{CLAUSE}年月日号]*[在于]|[^的{CLAUSE}年月日号][^{CLAUSE}年月日号]*|)$"
)
_PLANS = re.compile("[^，。；！？]{0,6}(?:打算|计划|准备|预计|将)")
#: 要持续到周三, 推迟到周五.
_LASTS = re.compile("(?:要|会|将)(?:持续|延续|等|推迟|拖)[至到]$")

#: The hours that 下午 and 晚上 are also the part of where they come later.
_HALVES = {"afternoon": range(1, 8), "evening": range(5, 12)}


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
    #: The part of the day that the phrase names or goes on in.
    half: str

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
    def _of_story(self) -> bool:
        """May the phrase count from what the story tells? Not where it is quoted or repeated."""
        return not self._quoted and not self._repeated

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
        hopes = _HOPES.match(self._text, end) or _WILL.match(self._text, end)
        return bool(lasts or hopes) or bool(said and on and said > on)

    def _towards(self) -> bool:
        """Is the phrase in its clause something still to come: 要到1月底, 元旦前后可能还有?"""
        text, start, end = self._text, self._phrase.start, self._phrase.end
        return bool(
            _TOWARDS.search(text, max(0, start - 12), start)
            or _AHEAD.match(text, end)
            or _WILL.match(text, end)
        )

    def _is_over(self) -> bool:
        """Does what follows tell the phrase as past?"""
        return bool(_OVER.match(self._text, self._phrase.end))

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

    def _half_of(self, point: Point) -> str:
        """The afternoon or evening that a bare hour is of: the one that the sentence has named, or
        one before it (昨晚…。8时20分), unless another hour or part came between.
        """
        story = self._story
        if point.part or point.head != "clock":
            return ""
        if point.hour in _HALVES.get(story.half, ()):
            return story.half
        half = None if self._habit or self._quoted else story.half_before()
        if half is None or point.hour not in _HALVES.get(half.part, ()):
            return ""
        return half.part if clock_time(point._replace(part=half.part)) >= half.clock else ""
