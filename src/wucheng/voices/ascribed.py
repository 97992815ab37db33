"""Ascriptions: what stands beside a quotation and says whose it is, or is not, without reporting.

“…”这是甲写下的一段话, “…”这是甲的口头禅: the words are said to be somebody's. “…”听了这话，甲…:
甲 has heard them, so they are another's. 门里传出一句：“…”: a voice from where nobody is named.
"""

from __future__ import annotations

import re

#: Who did what the words belong to: 这已经是甲敲开的第96户.
_NTH = re.compile(
    r"这(?:已经|已|也)?是[^，。！？；：“”]{0,10}?(?P<who>[^，。！？；：“”]{2,40}?)"
    r"(?:敲开|走访|拨打|打出|拨出|劝返|送出|接待|登记|排查)的第"
)
#: What words are, as somebody's own.
_WORDS = (
    r"(?:心声|心里话|心愿|愿望|口头禅|座右铭|承诺|誓言|回答|答复|感受|感慨|感言|体会|嘱托|叮嘱|信念"
    r"|态度|想法|原话|自述|独白|留言|短信|日记|日志|手记|笔记|话)"
)
#: Verbs by which words come into the world.
_MAKES = (
    r"(?:写[下给道在的]|说[过出给的起]|发[来出给布在的]|留[下给]|[讲喊问]|念叨|重复|叮嘱|强调|提到|提及"
    r"|挂在嘴[边上]|记[下在])"
)
_OF = re.compile(
    rf"这(?:句话|番话|段话|些话|条[^，。！？；：“”]{{0,4}})?(?:也|都|正|就|便|既)?(?:是|出自|来自)了?"
    rf"(?P<who>[^。！？；：“”]{{2,60}}?)"
    rf"(?:{_MAKES}[^，。！？；：“”]{{0,10}}的[^，。！？；：“”]{{0,8}}(?:话|句|语|字|段|问题|留言|信|短信|心声|消息)"
    rf"|的[^，。！？；：“”的]{{0,6}}{_WORDS}(?=[，。！？；：]|$))"
)
_FROM = re.compile(
    r"(?:[^。！？；：“”]{0,24}，)?[^，。！？；：“”]{0,40}?(?:收到|接到|看到(?![^，。]{0,24}的消息))了?(?!(?:[^，。！？；：“”的]{0,6}群|网|电视|新闻|手机|公告|通知|招募|征集|报名))(?P<who>[^，。！？；：“”]{2,24}?)"
    r"(?:(?:发来|打来|寄来|留下|写下|发出|传来)的|的[^，。！？；：“”的]{0,3}(?:电话|来电|短信|微信|语音|留言|消息))"
)
_RECEIVED = re.compile(
    r"(?:收到|接到|听到|看到|听见)了?(?P<who>[^，。！？；：“”]{0,24}?)"
    r"(?:(?:发来|打来|寄来|留下|写下|发出|传来|送来|发)的?|(?<=[㐀-鿿])(?<!地)(?:喊|说)"
    r"|的(?=(?:电话|来电|短信|微信|语音|视频|留言|消息|信)))"
    r"[^，。！？；：“”]{0,6}[，：:。]$"
)
_RINGS = re.compile(
    r"(?:^|(?<=[，。！？；：“”]))(?P<who>[^，。！？；：“”]{2,12})"
    r"(?:打来电话|打电话来|来电话|打来视频|(?:给[他她]|给我)?发来(?:一条)?(?:短信|微信|语音|消息))[。，：]$"
)
_SENT_BY = re.compile(
    r"是(?P<who>[^，。！？；：“”]{1,16}?)(?:发来|打来|寄来|送来|传来|写来|留下|发|写)的[^，。！？；：“”]{0,6}[：:]$"
)
#: Whose words somebody keeps in mind: 想起领导的叮嘱：“…”. Not what one has vowed oneself.
_REMEMBERED = re.compile(
    r"(?:想起|记起|忆起|记得|记着|牢记|记住|忘不了|不忘|谨记)了?(?![^，。！？；：“”]{0,8}(?:自己|当初|入党|誓))"
    r"(?P<who>[^，。！？；：“”]{1,20}?)的(?:那句|一句|这句|那番)?"
    r"(?:话|嘱咐|嘱托|叮嘱|叮咛|交代|教诲|提醒|鼓励|回答|回复)[，：:]$"
)
#: Who the one is that speaks: 说话的小伙子叫甲, 拦车的是甲.
_IDENTIFIED = re.compile(
    r"[^，。！？；：“”\ue000]{1,10}的(?:[^，。！？；：“”\ue000的]{1,8})?(?<!最)(?:正是|就是|便是|名叫|是|叫)"
    r"(?P<who>[^，。！？；：“”\ue000]{2,30})"
)
#: Whose view it is: 在甲看来.
_VIEW = re.compile(
    r"在(?P<who>[^，。！？；：“”]{1,20}?)(?:看来|眼里|眼中|心里|心中|的理解中|印象里)，"
)
_LEADS = re.compile(r"[^，。！？；：“”]{0,16}，?(?=这)")
_HEARD = re.compile(
    r"(?:听了|听到|听完|听罢|闻听|听着|一听|听见|看到|看完|读完|读罢|看了)"
    r"(?:[了着]|[他她](?:们)?的|这[番些句段条封]?|此|对方的?|[一那]句?)*"
    r"(?:话|言|声音|回答|答复|消息|短信|留言|喊声|信息|解释|信)?，|(?:听到这里|听到此处|闻言|话音刚落|话音未落|话没说完)，"
    r"|[^，。！？；：“”]{1,6}?(?:听得(?!多)|听在|听见|听到)(?!有人|别人|的)"
    r"|(?:类似)?这(?:样|类|种|些)的?(?:话|问题|疑问|求助|声音|抱怨|指责|质疑|误解|电话)[^。！？；：“”]{0,10}(?:听|碰|遇|接|收)"
    r"|(?:面对|对于)[^，。！？；：“”]{0,12}(?:追问|提问|问题|询问|疑问|疑惑|质疑|质问|抱怨|指责|埋怨|不解|感谢|夸奖|称赞|劝说)，"
)
_ELSEWHERE = re.compile(
    r"(?:遭受?|受到|面对|面临|引来|招来|引起|听到|收到)[^，。！？；：“”]{0,10}(?:质疑|疑问|非议|骂声|议论|传闻|流言|嘲笑|不解|抱怨|劝说|劝阻|挽留|反对)(?:声)?[：，]?$"
    r"|(?:传出|传来|飘出|飘来|响起|(?:里|中|外|后|群|旁|头)[^，。！？；：“”]{0,6}冒出)[^，。！？；：“”]{0,12}[：，]?$"
    r"|(?:^|[，。])[^，。！？；：“”拿举用着]{0,4}(?:大?喇叭|广播|对讲机)[^，。！？；：“”]{0,8}[：，]$"
)

#: Where many write or call: …建了微信群。“…”“…”
_CROWD = re.compile(
    r"(?:(?:微信|业主|居民|工作|服务|楼栋|小区|党员|志愿者)群|群里|群内|对讲机里|热线|求助电话|留言|弹幕|消息|评论)"
    r"[^，。！？；：“”说喊发问回]{0,8}[。！，：；]?$"
)
#: A shout whose owner is not told: 身后传来一声喊。
_SHOUT = re.compile(
    r"(?:传来|传出|飘来|响起|冒出)[^，。！？；：“”他她]{0,8}(?:喊|叫|声音|话|问|嗓门|一声|一句)[^，。！？；：“”掌]{0,4}[。！]$"
)
#: What everybody says: 这样的对话每天都在上演.
_COMMON = re.compile(
    r"[^。！？“”]{0,14}这(?:样的)?(?:句|番|些)?(?:话|对话|声音|喊声|一幕|场景)[^。！？“”]{0,6}"
    r"(?:人人|几乎|每天|天天|时常|经常|不时|时时|常常|随处|到处)"
)
#: Whoever is on the telephone or behind the door.
_BEYOND = re.compile(
    r"(?:[^，。！？；：“”]{1,14}，)?(?:电话|听筒|视频|屏幕|手机|对讲机|房门|门)(?:的)?(?:那头|那端|另一头|另一端|里|外面|外)[，是的]?"
)
#: A telephone rings, not while others talk.
_RINGS_NOW = re.compile(r"(?:电话|手机|座机|热线)[^，。！？；：“”]{0,8}响")
_MEANWHILE = re.compile(r"说话|说着|话音|话[没未]|采访|交谈|聊|[这此]时|突然|忽然|刚[说讲]")
_CALLS = re.compile(r"喂|[您你]好|请问")
#: Who has rung up: 打来电话的是甲, 报警人甲.
_CALLER = re.compile(
    r"(?:(?:打来|打进|打)(?:求助)?电话|来电|报警|报案|求助|求救)(?:的[^，。！？；：“”]{0,6}?是|[人者]是?)(?P<who>[^，。！？；：“”]{2,30})"
)

#: What holds words or is made of them, and what one thinks: 甲录的那段话：, 乙的理由：
_UTTERED = (
    r"(?:话语?|字|句子?|信|语音|音频|录音|短信|微信|消息|留言|字条|纸条|便条|便签|日记|笔记|批注|朋友圈|诗"
    r"|回答|回话|回复|答复|反应|感受|感想|感慨|感叹|体会|想法|念头|看法|观点|态度|理由|理儿?|道理|办法|主意|打算"
    r"|心愿|愿望|心声|心得|要求|建议|请求|原则|信念|信条|座右铭|口头禅|承诺|誓言|祝福|问候|嘱咐|叮嘱|嘱托|叮咛"
    r"|疑问|问题|顾虑|担心|牢骚|总结|评价|解释|秘诀|诀窍|经验|账)"
)
#: Before words: whose they are, in front of what they are called or what is said of it.
_OWN = re.compile(
    rf"的(?:[这那][^，。！？；：“”的]{{0,3}}|[一两几][^，。！？；：“”的]{{1,2}}|[^，。！？；：“”的]{{0,2}})?(?P<what>{_UTTERED})"
    r"(?:[^，。！？；：“”的]{0,2}(?:就?是|[很挺最更]|只有|就一|简单|朴素|实在|干脆|直接|一致)[^，。！？；：“”的]{0,6})?[，：:]?$"
    r"|的(?P<voice>话语?|声音|嗓音|嗓门|语气|口气|回答)[^，。！？；：“”的]{1,10}[：:]$"
    r"|的[^，。！？；：“”的]{0,6}(?P<page>日记|日志|笔记|手记|微信|朋友圈|留言|短信|信|工牌|胸牌|本子|记事本|备忘录|请战书)"
    r"[本簿]?(?:[里中上]|背[后面]|后面|扉页|封[皮面]|末尾|最后)[^，。！？；：“”]{1,12}[：:]$"
)
_FOUND = re.compile(
    r"(?:发现|看到|看见|捡到|收到|接到|翻出|摸到)"
    r"[^。！？；：“”]{0,20}(?:纸条|字条|便条|便签|卡片|贺卡|信|画|短信|微信|明信片|便利贴)[^，。！？；：“”]{0,6}[：:]$"
)
_IN_WORDS = re.compile(
    r"(?:用|按|按照|借用|套用)(?P<who>[^，。！？；：“”]{1,14}?)(?:自己)?的话(?:来)?[说讲](?:就?是)?[，：]?$"
)

#: An answer that somebody gets, from whom is not told: 很快得到回复：
_REPLIED = re.compile(
    r"(?:得到|等来|换来|收到|接到)了?(?:的是)?(?:一[句个声][^，。！？；：“”]{1,6}的)?[^，。！？；：“”的]{0,4}(?:回复|答复|回应|回答|回音)(?:是)?[：:]$"
)
#: Before paragraphs of words: what somebody writes for himself or for others to read.
_WRITTEN = re.compile(
    r"(?:日记|日志|手记|笔记|周记|(?<!相)信(?![心任息念仰用号誉服])|朋友圈|微博|留言|诗|备忘录|遗书|家书)[本簿]?[里中上]?"
    r"[^，。！？；：“”]{0,12}[：:]$|(?:写|(?<!书)记)(?:下|道|着|到)[^，。！？；：“”]{0,8}[：:]$"
)
#: What somebody goes through who is shouted at or taken for another.
_MISTAKEN = re.compile(
    r"被[^，。！？；：“”,]{0,12}?(?:当成|当作|当做|误认|误会|误解|错认|骂|责怪|埋怨|指责|质问|数落|训斥|呵斥|吼|怼|拦住)"
    r"|(?:错|误)把[^，。！？；：“”,]{1,10}(?:当成|当作|当做|认成|认作)"
    r"|(?:朝|冲|对|向)(?:着)?[^，。！？；：“”,]{1,5}(?:发[了起]?(?:通|顿|一通|一顿)?(?:火|脾气)|吼|嚷|大骂|咆哮)"
    r"|挨了?[^，。！？；：“”,]{0,6}(?:骂|训|数落|白眼|埋怨)"
)
#: Words that call somebody to account.
_ACCUSES = re.compile(
    r"你们?(?:[^，。！？；：“”,]{0,10}(?:弄|搞|怎么|凭什么|为什么|干什么|干嘛|干啥|算什么|还想|分错|弄丢)|过来|给我|别[想走跑]|等着)"
    r"|(?:赶紧|马上|快)给我|要不就|否则就|投诉你|凭什么"
)
#: What somebody hears who is about to speak no more: …，说到这里甲哽咽了.
_BROKE_OFF = re.compile(
    r"(?:[说讲谈聊]到|话到)(?:这里|这儿|此处|此|一半|动情处|激动处|伤心处|最后|嘴边)，?(?P<who>[^，。！？；：“”]{1,20}?)"
    r"(?:就|便|又|有些|几度|几次|不禁|忽然|突然|顿时|已|已经|忍不住|再也)?"
    r"(?:停住|停[了下]|顿[了住]|沉默|哽咽|哭|流泪|流下|落泪|掉泪|抹|红了|泣不成声|说不下去|没再|不再|低下头|笑|叹|眼[眶圈泪里])"
)
#: Whom the words before make sigh, as they are his own: 让局长甲感慨不已.
_SIGHS = re.compile(
    r"(?:让|令|使)(?P<who>[^，。！？；：“”]{2,24}?)(?:感慨|感叹|唏嘘|慨叹)(?:不已|万千|万分|颇多|良多|连连|不止)?$"
)
#: Whoever it was has given no name: 一张没有署名的纸条：, “…”这位店主不愿透露姓名.
_UNSIGNED = re.compile(
    r"(?:没有?|未|不)署名|匿名|[不没未](?:愿意?|肯|想|有|便)?(?:透露|留下?|说出?|告知|公开)(?:自己的?)?(?:姓名|名字|大名)"
)

#: What somebody does to whom another has spoken.
_REACTS = re.compile(
    r"点头|点了点头|不同意|反对|[不没](?:有)?(?:恼|急|生气|发火)|看了又看|[没不]再[问说劝吭催]|“哦”|哦了|嗯了|愣|挠|道谢|感动|连声|放心了|应了|应声|退回|听[了后完罢]|答应|松了?口|同意|终于|这才|不再|愣|沉默|默默|摇头|摇了摇头"
    r"|接过|收下|推[了辞脱]|谢绝|婉拒|拗不过|鼻子[^，。]{0,4}酸|红了眼|眼眶|心里一"
    r"|[没不]吭声|[没不]作声|没说话|[没不]答|没接话|一言不发|没开口|不肯|没理|点点头"
)


def of(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the owner of the words before is named: 甲 in 这是甲写下的一段话."""
    lead = _LEADS.match(text, start, end)
    match = _OF.match(text, lead.end() if lead else start, end)
    match = match or _FROM.match(text, start, end) or _VIEW.match(text, start, end)
    match = match or _NTH.match(text, start, end)
    return match.span("who") if match else None


def received(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where it is told from whom the words that come are: 乙 in 甲接到乙打来的电话："…" """
    match = _RECEIVED.search(text, start, end) or _RINGS.search(text, start, end)
    match = match or _SENT_BY.search(text, start, end) or _REMEMBERED.search(text, start, end)
    return match.span("who") if match else None


def identified(text: str, start: int, end: int, shown: str = "") -> tuple[int, int] | None:
    """Where it is told who did what was just shown: 甲 in 说话的小伙子叫甲.

    shown: what stands between the words and this sentence and must tell of the deed (拦车的是甲).
    """
    match = _IDENTIFIED.match(text, start, end)
    if match and shown and text[start] not in "说喊问讲开":
        match = match if text[start] in shown else None
    return match.span("who") if match else None


def own(text: str, start: int, end: int) -> re.Match[str] | None:
    """What words are called as somebody's own, who stands before it: 的话 in 甲录的话：“…”"""
    return _OWN.search(text, start, end)


def found(text: str, start: int, end: int) -> bool:
    """Whether somebody comes upon words, which are another's: 发现一张便条：“…”"""
    return bool(_FOUND.search(text, start, end))


def unsigned(text: str, start: int, end: int) -> bool:
    """Whether a stretch says that whoever spoke or wrote has given no name."""
    return bool(_UNSIGNED.search(text, start, end))


def in_words(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where it is told in whose words something is said: 甲 in 用甲的话说，"…" """
    match = _IN_WORDS.search(text, start, end)
    return match.span("who") if match else None


def heard(text: str, start: int) -> bool:
    """Whether a sentence goes on with somebody who has heard what was said before it."""
    return bool(_HEARD.match(text, start))


def reacts(sentence: str) -> bool:
    """Whether a sentence tells how somebody takes what another has said: 项大爷点了点头."""
    return bool(_REACTS.search(sentence))


def written(text: str, start: int, end: int) -> bool:
    """Whether a lead introduces written words, of which there may be several paragraphs."""
    return bool(_WRITTEN.search(text, start, end))


def replied(lead: str) -> bool:
    """Whether words come as an answer that it isn't told who gives: 不久收到答复：“…”"""
    return bool(_REPLIED.search(lead))


def accused(words: str, sentence: str) -> bool:
    """Whether words call to account whom the sentence after shows shouted at or mistaken."""
    return bool(_ACCUSES.search(words) and _MISTAKEN.search(sentence))


def broke_off(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where it is told who can't go on with the words before: 甲 in 说到这里甲哽咽了."""
    match = _BROKE_OFF.match(text, start, end)
    return match.span("who") if match else None


def sighs(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where it is told who sighs with the words before: 甲 in 这件事让甲感慨不已."""
    match = _SIGHS.search(text, start, end)
    return match.span("who") if match else None


def crowded(sentence: str) -> bool:
    """Whether a sentence ends where many write or call, so that anybody may come next."""
    return bool(_CROWD.search(sentence))


def shouted(sentence: str) -> bool:
    """Whether a sentence ends with a shout from where nobody is seen."""
    return bool(_SHOUT.search(sentence))


def common(text: str, start: int) -> bool:
    """Whether a sentence goes on to say that words like these are often heard."""
    return bool(_COMMON.match(text, start))


def beyond(text: str, start: int) -> bool:
    """Whether a sentence goes on with whoever is on the telephone or behind the door."""
    return bool(_BEYOND.match(text, start))


def rings(words: str, text: str, start: int, end: int) -> bool:
    """Whether a telephone rings after the words with which a text begins, as a caller's."""
    rings = _RINGS_NOW.search(text, start, end)
    return bool(rings and (_CALLS.match(words) or not _MEANWHILE.search(text, start, rings.end())))


def caller(text: str) -> tuple[int, int] | None:
    """Where it is told who has rung up: 甲 in 打来电话的是甲, 报警人甲."""
    match = _CALLER.search(text)
    return match.span("who") if match else None


def elsewhere(lead: str) -> bool:
    """Whether words come out of a place and not from the one the lead is about: 屋里传来：“…”"""
    return bool(_ELSEWHERE.search(lead))
