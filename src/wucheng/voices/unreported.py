"""Unreported: whose words a quotation gives that no reporting clause belongs to.

The sentence that leads up to it, or the one that follows, may have one clear subject, or tell of
how somebody speaks or looks. A paragraph that is all quotation asks the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wucheng.voices import ascribed
from wucheng.voices.narration import BLOT, Follow, Said, only
from wucheng.voices.page import Page
from wucheng.voices.referents import ELDER, PRONOUN
from wucheng.voices.subjects import Voice
from wucheng.voices.turns import VOCATIVE

_SAID_THIS = re.compile(r"[^，。！？；：“”]{1,20}?(?=说(?:这|起|到|完|着|罢|的))")
#: A paragraph that goes on with what the person says: 甲说，自己是…
REPORTS = re.compile(
    r"(?P<subject>[^，。！？；：“”\ue000]{1,20}?)(?:说(?![话法明服起到道是])|表示|坦言|回忆|介绍|告诉记者|认为|解释|强调)[^。！？“”\ue000]{0,20}，"
)
_OF_HIM = re.compile(r"[他她](?!们)")
_VOICE_OF = re.compile(
    r"的(?:声音|嗓音|大?嗓门|语气|语速|语调|声调|话音|口气|脸上|眼里|眼中|眼眶|眼圈|眼神|嘴角|神情|表情|言语间|话里|目光)"
    r"|的(?:一条|一段|一则|这条|这段)?(?:语音|留言|短信|微信|消息|帖子|朋友圈)(?=引|让|使|令|感动|打动|刷|得到|收获)"
    r"|的?(?:一番|一席|这番|这一番|这席|这句|几句|一句|[^，。！？；：“”的]{1,8}的)?"
    r"(?:话(?![题剧筒费务梅])|话语|言语|回答|回复|答复|发言|质问|提问|追问|诘问|发问|感慨|讲述|喊声|叮嘱|嘱托|嘱咐|提醒|喊话|肺腑之言|想法|心声|心愿)"
    r"(?=[，。让使令引赢道代说打感逗把给惹激很也充满一直道出])"
    r"|的(?:一[则封份条张句首段])?“?(?:请战书|申请书|决心书|倡议书|留言|短信|微信|微博|消息|朋友圈|日记|信|帖子|字条|纸条|诗)”?，?[让使令引打把]"
)
#: Whose question it was: 甲的诘问….
_QUESTION_OF = re.compile(r"的(?:[^，。！？；：“”的]{1,6}的)?(?:[诘质追提发反]问|问题|疑问|问话)")
_HIS_VOICE = re.compile("[他她]的?(?:声音|嗓音|嗓门|喊声|吆喝声?|话音|叮嘱声)")
#: What makes somebody a topic: 说起这位闺女，….
_TOPIC = re.compile(r"[说谈提聊]起|[说谈提]到|赞不绝口|竖起大拇指|感激|感慨")
#: What was said, as what comes after it calls it: 一番话语虽质朴….
_THESE_WORDS = re.compile(
    r"(?:(?:这|一)番|寥寥|朴实|质朴|简单|简短|短短|几句|一席)[^，。！？“”]{0,6}(?:话|语)"
)
#: A sentence as short as what tells how somebody takes it: 甲急了。
_SHORT = re.compile(r"[^，。！？；：“”\ue000]{2,4}(?:急|火|笑|乐|哭|愣|怒)了[。！]")
#: The one who was named: 这位身高一米八的壮汉.
_THIS_ONE = re.compile(
    r"这[位名个][^，。！？；：“”\ue000]{0,14}?"
    r"(?:汉子?|小伙子?|姑娘|女孩|男孩|老人|老兵|战士|书记|医生|护士|老师|母亲|父亲|妈妈|爸爸|女子|男子|大姐|大叔)"
)
#: He or she, told of before: 满脸困惑的他.
_SO_HE = re.compile(r"(?:[^，。！？；：“”\ue000]{1,16}的)?[他她我](?!们|人|家|的)")
#: Words that go on a clause about the one who says so: 她说那一夜自己“…”.
_HERSELF = re.compile(
    r"(?P<subject>[^，。！？；：“”\ue000]{1,8}?)(?:说|称|坦言|直言|表示|回忆|承认|感叹|感觉|觉得)(?!服)"
    r"[^，。！？；：“”\ue000]{0,12}自己"
)
_SEEN_BY = re.compile(
    r"被(?P<who>[^，。！？；：“”]{2,14}?)(?:看到|看见|看在眼里|听到|听见|发现|撞见)，$"
)
_RECALLS = re.compile(r"记得|忘不了|忘不掉|难忘|难以忘记|想起")
_HIS_WORDS = re.compile(r"(?:说|讲)?的?(?:那句|这句|那番|这番)?(?:声音|话|叮嘱|嘱咐)")
#: How somebody looks who has just spoken: 男子冻得发抖.
_UPSET = re.compile(
    r"[^，。！？；：“”\ue000]{0,3}(?:[冻吓累疼痛喘气急哭]得|喘着|哭着|哽咽|抽泣|发着抖|颤抖|浑身发抖|上气不接下气|有气无力|结结巴巴|红着|急切|焦急)"
)
_MANNER = re.compile(r"(?:的)?(?:语气|声音|嗓音|嗓门|口气|话音|眼里|眼圈|眼眶|脸上|神情|表情)")


class Unreported(Page):
    """Finds whose words a quotation gives by the sentences beside it."""

    def voice(self, run: Sequence[Said], left: int, follow: Follow) -> Voice:
        """No reporting clause: the sentence that leads up to the quotation, or the next one.

        Args:
            run: the quotations that stand together.
            left: where the sentence before them begins, in their paragraph.
            follow: the sentence after them.
        """
        here, start, there = run[0].paragraph, run[0].start, follow.paragraph
        empty = not start and not self.narrations[here].text.strip(BLOT)
        if empty and there + 1 < len(self.narrations):
            return self._alone(there, there + 1)
        if left < start:
            return self._led_up_to(here, left, start, follow)
        name = self._recalled(*follow) or self._follows(*follow)
        if name:
            return self.subjects.voice(name)
        voice = self._shown(*follow)
        if not voice and start:
            voice = self._said_before(run, left, follow)
        if not voice:
            voice = self._said_after(follow, opens=not start)
        if voice:
            return voice
        return self._carried(run, follow) if start else self._taken_up(here, follow)

    def _led_up_to(self, here: int, left: int, start: int, follow: Follow) -> Voice:
        """The sentence that leads up to it has one subject, unless the next says who is upset."""
        short = _SHORT.match(self.narrations[follow.paragraph].text, follow.start)
        name = self._follows(*follow) if short else ""
        if name:
            return self.subjects.voice(name)
        cue = self.cues.after(self.narrations[here].text, left, start)
        voice = self.subjects.find(here, left, cue.start()) if cue else None
        if voice:
            return voice
        name = self._of_herself(here, left, start)
        name = name or self.about.clear(here, left, start) or self._seen(here, left, start)
        return self.subjects.voice(name)

    def _of_herself(self, here: int, left: int, start: int) -> str:
        """Who tells of herself in words that end a clause: 甲哭了，乙也怕，她说自己“没见过”."""
        narration = self.narrations[here]
        clause = narration.clause_start(start - 1)
        told = _HERSELF.fullmatch(narration.text, clause, start)
        if not told or clause < left:
            return ""
        who = told["subject"]
        if who not in ("他", "她"):
            return only(narration.names(*told.span("subject")))
        before = narration.clause_start(clause - 1) if clause > left else clause
        opens = self.about.opens(here, before) if before >= left else ""
        alone = opens and narration.names(before, clause) == {opens}
        return opens if alone else self.referents.carried(here, clause, who)

    def _said_before(self, run: Sequence[Said], left: int, follow: Follow) -> Voice | None:
        """Whom the sentence before is of, if nothing speaks for anybody else; None to ask on."""
        here, start = run[0].paragraph, run[0].start
        narration = self.narrations[here]
        previous = narration.sentence_start(left - 1)
        name = self.about.clear(here, previous, start)
        if name and len(run) == 1 and self._others(run[0], follow):
            return Voice()
        rival = self.about.clear(*follow) if follow.paragraph == here else ""
        if name and rival not in ("", name):
            return Voice()
        if not name and narration.named(previous, start):
            return Voice()
        if not (name or rival):
            name = self.referents.leading(here, previous, start)
        return self.subjects.voice(name) if name else None

    def _said_after(self, follow: Follow, *, opens: bool) -> Voice | None:
        """Whom the sentence after is of, above all where the quotation opens its paragraph."""
        name = self.about.clear(*follow)
        if opens and not name:
            name = self.about.first(*follow)
        if name:
            return self.subjects.voice(name)
        there, place, right = follow
        return Voice() if self.narrations[there].named(place, right) else None

    def _carried(self, run: Sequence[Said], follow: Follow) -> Voice:
        """The 他 or 她 who does something after it, or a crowd that does so one after another."""
        there, place, right = follow
        text = self.narrations[there].text
        led = _SO_HE.match(text, place, right)
        if led:
            name = self.referents.carried(there, led.end() - 1, text[led.end() - 1])
            kin = any(self.turns.called(quote, name) for quote in run) if name else False
            return Voice() if kin else self.subjects.voice(name)
        return self._crowd(text, place, right) or Voice()

    def _crowd(self, text: str, place: int, right: int) -> Voice | None:
        """The first group that a sentence names, if all of it does the same: 居民们纷纷…"""
        for start in range(place, right):
            group = self.roles.group(text, start)
            if group:
                many = text.startswith("纷纷", group.end)
                return Voice("", group.text, group.kind) if many else Voice()
        return None

    def _taken_up(self, here: int, follow: Follow) -> Voice:
        """Who is meant where the sentence after takes up these words, or whoever was told of."""
        there, place, right = follow
        following = self.narrations[there]
        text = following.text
        crowd = self._crowd(text, place, right)
        if crowd:
            return crowd
        if here and _THESE_WORDS.match(text, place):
            before = self.narrations[here - 1]
            left = before.sentence_start(len(before.text) - 1)
            return self.subjects.voice(self.about.clear(here - 1, left, len(before.text)))
        pronoun = PRONOUN.search(text, place, right) or _THIS_ONE.search(text, place, right)
        if pronoun:
            name = self.referents.carried(there, pronoun.start(), pronoun.group()[0])
            return self.subjects.voice(name)
        if following.speech_after(place):
            return Voice()
        return self.subjects.voice(only(following.names(place, len(text))))

    def _alone(self, here: int, there: int) -> Voice:
        """A paragraph that is all quotation: the next one may say whose words these were."""
        text = self.narrations[there].text
        match = _SAID_THIS.match(text)
        if match:
            return self.subjects.find(there, 0, match.end()) or Voice()
        end = self.narrations[there].sentence_end(0)
        if self.paragraphs[here].text.rstrip("”」』").endswith(("？", "?")):
            # a question, and who answers it is somebody else
            named = self.narrations[there].named(0, end)
            asker = next((m.name for m in named if _QUESTION_OF.match(text, m.end)), "")
            return self.subjects.voice(asker)
        owner = ascribed.of(text, 0, end)
        if owner:
            return self.subjects.find(there, *owner) or Voice()
        begins = REPORTS.match(text, 0, end)
        named = self.narrations[there].named(0, end)
        body = self.paragraphs[here].kind == "body"
        if body and begins and named and named[0].start <= begins.end("subject"):
            return self.subjects.find(there, 0, begins.end("subject")) or Voice()
        name = self.about.clear(there, 0, end)
        if name and here and {name} == self._last_named(here - 1):
            return self.subjects.voice(name)
        shown = self._shown(there, 0, end)
        if shown:
            return shown
        if text.startswith(("他", "她")) and PRONOUN.match(text):
            return self.subjects.voice(self.referents.carried(there, 0, text[0]))
        return Voice()

    def _shown(self, here: int, start: int, end: int) -> Voice | None:
        """After a quotation, how its speaker speaks or looks: 甲的声音…, 他语气…, 老人有些…"""
        text = self.narrations[here].text
        for mention in self.narrations[here].named(start, end):
            if _VOICE_OF.match(text, mention.end):
                return self.subjects.voice(mention.name)
        heard = _HIS_VOICE.search(text, start, end)
        if heard:
            name = self.referents.carried(here, heard.start(), heard.group()[0])
            return self.subjects.voice(name) if name else None
        if PRONOUN.match(text, start, end) and _MANNER.match(text, start + 1):
            name = self.referents.carried(here, start, text[start])
            return self.subjects.voice(name) if name else None
        role = self.roles.person(text, start)
        shows = role and (role.text in ELDER or _UPSET.match(text, role.end))
        elder = self.referents.meant(here, start, role) if role and shows else ""
        return self.subjects.voice(elder) if elder else None

    def _seen(self, here: int, start: int, end: int) -> str:
        """Who saw or heard what is told, and says something to it: 恰好被甲看到，“…”"""
        seen = _SEEN_BY.search(self.narrations[here].text, start, end)
        named = self.narrations[here].named(*seen.span("who")) if seen else []
        return named[0].name if len(named) == 1 else ""

    def _recalled(self, here: int, start: int, end: int) -> str:
        """Whose words somebody else still has in the ear: 甲至今记得乙的声音."""
        text = self.narrations[here].text
        recalls = _RECALLS.search(text, start, end)
        if not recalls:
            return ""
        named = self.narrations[here].named(recalls.end(), end)
        return next((m.name for m in named if _HIS_WORDS.match(text, m.end)), "")

    def _follows(self, here: int, start: int, end: int) -> str:
        """The person, with no more than a role, who stands right after a quotation."""
        return self.about.clear(here, start, end) if self.about.opens(here, start) else ""

    def _others(self, quote: Said, follow: Follow) -> bool:
        """Whether a quotation is as well somebody else's than that of whom the sentence before is.

        It speaks of a him or her, who is the one last named, or somebody new goes on after it.
        """
        text = self.paragraphs[quote.paragraph].text[quote.start + 1 : quote.end]
        if _OF_HIM.match(text):
            narration = self.narrations[quote.paragraph]
            before = narration.sentence_start(quote.start - 1)
            topic = _TOPIC.search(narration.text, before, quote.start)
            return not (topic or REPORTS.match(narration.text, before, quote.start))
        there, place, right = follow
        if VOCATIVE.match(text) or ascribed.reacts(self.narrations[there].text[place:right]):
            return False
        return self.subjects.newcomer(*follow)

    def _last_named(self, here: int) -> set[str]:
        """Everyone named in the last two sentences of a paragraph."""
        narration = self.narrations[here]
        end = len(narration.text)
        last = narration.sentence_start(end - 1)
        before = narration.sentence_start(last - 1) if last else 0
        return narration.names(before, end)
