"""Company: what stands beside a name and shows that it is one.

Chinese marks names by nothing but their company: a role before, a title or a verb of speech after.
"""

from __future__ import annotations

import re

from wucheng.people.candidates import Line
from wucheng.people.roles import Role
from wucheng.people.surnames import BEGINS

#: What makes a place or a thing of the name before it: 雷锋精神, 解放路.
PLACE = re.compile(
    r"(?:社区|小区|街道|大道|公路|街|路(?!过)|巷|弄|胡同|村|庄|屯|镇|乡|县|市|区|省(?![吃下去])|州|旗|桥|广场|公园|花园|家园"
    r"|医院|学校|小学|中学|大学|幼儿园|酒店|宾馆|公司|集团|药房|超市|派出所|嘎查|苏木|车站|机场|湾|岛|港|山庄|苑|里小区"
    r"|(?:曾经?|原本?|原来|过去|以前)?(?:只|就)?是一?[个座][^，。！？；：“”]{2,14}(?:村|镇|乡|小区|社区|寨|县城)(?=[，。；])"
    r"|精神|思想|理论|主义|杯|奖|式|族(?!长))"
)
#: What shows, right after a string, that it is a person.
ACTS = re.compile(
    r"(?:夫妇|夫妻|[两俩小]两?口子|两口子|口子|姐妹|兄弟|兄妹|姐弟|父子|父女|母子|母女|一行|一家|本人|等人|等同志|他们|她们|[二两三四五六七八九十]人|的带领|的家|家里|的妻子|的丈夫|的儿子|的女儿|的孩子|的母亲|的父亲|的爱人|的老伴"
    r"|的(?:内心感受|心里话|口头禅|座右铭|肺腑之言)|带领|率领|牵头|一样|这样的|[和与](?:妻子|丈夫|爱人|老伴|女友|男友|儿子|女儿|父亲|母亲))"
)
#: Who is at once taken up again: 骂得最凶的周某，他….
TAKEN_UP = re.compile(r"，[他她](?!们)")
_RENAMED = re.compile(r"[（(](?:均为|系|为)?(?:化名|网名|音译)[）)]")
_POSTED = re.compile(r"(?:作为|身为|担任|时任|现任|任|当|是)[^，。；：“”]{0,14}$")
#: What brings on those who are counted up: 还有甲和乙.
ALSO = ("还有", "包括", "就有")
PREPOSITION = frozenset("像在让由跟对向给与和同被把据请为及是")
ASPECT = frozenset("了着过")
#: What joins a name to others.
LISTED = frozenset("、和与及")
ORGANISATION = frozenset("站局处办科室队院校所会部厂店司委")
LEVEL = frozenset("区县镇乡村道市省")
OPEN = frozenset("，。！？；：“”‘’（）()、… 　\n—「」『』【】》■●▲◆★○◎")
#: What a name follows at once, whatever the tagger makes of it.
_BEFORE = OPEN | PREPOSITION
_BEGINS = re.compile(f"[{''.join(sorted(BEGINS))}](?=[㐀-鿿])")
NOUNS = ("n", "vn", "an")
PERSONAL = frozenset(("nr", "nrfg", "nrt"))
#: Tags of what follows a subject.
PREDICATE = frozenset(("v", "d", "p", "vd", "c"))
#: Endings of words for people who do something: 分拣员, 讲解员.
_AGENT = re.compile(
    r"[\u4e00-\u9fff]{1,4}[员长者师手家工农商户友生匠兵官]|师傅|[\u4e00-\u9fff]{2}人"
)
#: An age or a generation, after which a name comes: 82岁的, 年过七旬的, 90后的.
_AGED = re.compile(
    r"(?:[0-9０-９一二三四五六七八九十多余]岁(?:多|出头|高龄)?|[五六七八九]旬(?:高龄)?|[0-9]0后"
    r"|[二三四五六七八九]十(?:出头|多|开外|来岁)|(?:花甲|古稀|耄耋|不惑|知命)之年|年过半百)的$"
    r"|(?:[5-9]0|[05-9]5|00)[”’]?后[”’]?$"
)
#: What such an age ends with.
AGED_ENDS = ("的", "后", "”", "’")
_POST_AGED = re.compile(r"、(?:今年|现年)?[0-9]{1,3}岁的$")
#: What an age begins with.
AGE_BEGINS = frozenset("，（男女今现年已虽刚近快123456789一二三四五六七八九十")
#: Where somebody lives, works or comes from, before a name: 住在3号楼的, 在社区工作的.
_PLACED = re.compile(
    r"(?:(?:负责|住在|家住|来自|就职于|供职于|任职于|毕业于|租住在)[^，。！？；：、“”]{1,20}"
    r"|在[^，。！？；：、“”]{1,16}(?:工作|上班|读书|上学|打工|居住|值守|值班|服务|生活|创业|经商)"
    r"|[一二三四五六七八九]年级|(?:年级|[高初大])[（(]?[0-9一二三四五六七八九十]{1,2}[）)]?班)的$"
)
#: A body or a place near by, of which somebody is: 居委会的, 隔壁的.
_BELONGS = re.compile(
    r"(?:[站局处办科队院校所会部厂店司委组]|社区|街道|物业|单位|车间|工地|后勤|前台|财务|食堂|超市|银行"
    r"|楼[上下]|隔壁|对门|对面|邻村|同[村班]|村里|镇上|店里|厂里|[0-9一二三四五六七八九十]楼)的$"
)
#: Where in a hospital somebody works, before a name.
_DEPARTMENT = re.compile(
    r"(?:麻醉|急诊|重症医学|呼吸(?:与危重症医学|内)?|感染(?:病|性疾病)?|传染|检验|影像|放射|超声|药剂|心血管(?:内|外)?|心(?:内|外)?|神经(?:内|外)?"
    r"|消化(?:内)?|肾(?:病|内)?|血液|内分泌|普外|胸外|骨|儿|妇|产|妇产|眼|口腔|耳鼻喉|皮肤|肿瘤|康复|老年病|中医|内|外|全|防保|院感|预防保健)科$"
    r"|(?:护理部|急诊室|手术室|血透室|监护室|发热门诊|导管室|供应室|化验室)$"
)
#: Where somebody is from, before a name.
_NATIVE = re.compile(
    r"(?<![㐀-鿿])(?![本外当工证病主负联名家客老年男女]|[0-9])[㐀-鿿]{2,4}人$"
    r"|(?<=的)(?![本外当工证病主负联名家客老年男女])[㐀-鿿]{2,4}人$"
)
#: What somebody lives by, before a name: 种大棚的, 开超市的, 跑运输的.
_TRADE = re.compile(
    r"(?:^|(?<=[，。！？；：“”、和与]))(?:[㐀-鿿]{1,6}[头口里边上下旁街村区楼角])??"
    r"(?P<trade>(?:(?:开(?!门|会|着|始|心|通|放|展|完|口|车来)|卖|种(?!植)|养(?!老|病|成|好)|修(?!好|改)|经营|承包|贩卖|批发)"
    r"[^，。；：“”、的着]{1,8}"
    r"|(?:跑|开)(?:出租|运输|货车|大车|网约车|滴滴|外卖|快递|摩的)车?"
    r"|送(?:外卖|快递|水|奶|报|货|煤气|餐)|收(?:废品|破烂)|摆(?:地)?摊|打零工|打工|做(?:小)?(?:生意|买卖)"
    r"|教(?:书|语文|数学|英语|物理|化学|生物|政治|历史|地理|体育|音乐|美术)|理发|放[羊牛牧]|打鱼|捕鱼|务农|跑船|看大?门|扫(?:地|马路|大街)"
    r"|(?:做过|当过|干过|从事)[^，。：；“”、的着了]{1,8}|在[^，。：；“”、的]{1,8}(?:做|当|搞|干)[^，。：；“”、的着了]{1,8})的)$"
)
_GROWS = ("种", "养", "放", "打鱼", "捕鱼", "务农")
#: An age after a name: 今年75岁, （46岁, ，64岁.
_OLD = re.compile(
    r"[，（]?(?:[男女]，)?(?:今年|现年|年仅|已经|已|虽|虽已|刚满)?(?:近|快)? ?"
    r"(?:[1-9][0-9]|[一二三四五六七八九]?十[一二三四五六七八九]?)(?:多|余)? ?岁"
    r"|(?:今年)?(?:年近|年过|年逾|年届)[五六七八九]"
)
#: How many the names of a list were: 3位妇女.
COUNTED = re.compile("[0-9二两三四五六七八九十]{1,2}[位名]")
_SIGNED = re.compile(r"(?:^|(?<=[。！？”…]))[（(][㐀-鿿]{2,4}(?:[ 　、][㐀-鿿]{2,4}){0,4}[）)]$")
_WRITER = r"[ 　：:]?[㐀-鿿]{2,4}"
_BYLINE = re.compile(
    rf"^[^，。：“”（(]{{0,14}}(?:记者|通讯员){_WRITER}"
    rf"(?:[、 　]+(?:记者|通讯员|实习生)?{_WRITER}){{0,6}}[ 　]*(?:报道|[摄电讯])(?![道]?[，的])"
    r"|[（(](?:[^（）()“”。]{0,12}(?:记者|通讯员|特约|供稿|实习生)[^（）()“”。]{0,40}"
    r"|[^（）()“”。]{2,30}(?:摄|文/图|供图|报道|撰稿))[）)]"
)
#: What either has.
_WRITERS = re.compile("[（(者员](?:(?<=[（(])|(?<=记者)|(?<=通讯员))")
#: What closes a name: what the person has or does, or a mark.
CLOSES = frozenset("的说对向和与在是家告便就也还把被让从跟给将已正，。、；：！？（）”“")
HAN = re.compile(r"[㐀-鿿]+")
DOTTED = re.compile(r"[㐀-鿿]{1,8}(?:·[㐀-鿿]{1,8})+")


def bylines(text: str) -> list[tuple[int, int]]:
    """Brackets that tell who wrote or photographed: （记者 王某 摄）; at the end （王某 李某）."""
    if not _WRITERS.search(text):
        return []
    signed = _SIGNED.search(text.rstrip())
    spans = [match.span() for match in _BYLINE.finditer(text)]
    return [*spans, signed.span()] if signed else spans


def renamed(text: str, end: int) -> bool:
    """Whether a text says after a name that it isn't the real one: 小刘（化名）."""
    return text.startswith(("（", "("), end) and bool(_RENAMED.match(text, end))


def aged(text: str, start: int) -> bool:
    """Whether an age stands before a place: whose else could it be than a person's?"""
    if text[start - 1 : start] not in AGED_ENDS:
        return False
    return bool(_AGED.search(text, max(0, start - 8), start))


def aged_post(line: Line, start: int) -> Role | None:
    """The post that an age parts from a name: 村支书、53岁的甲."""
    match = _POST_AGED.search(line.text, max(0, start - 10), start)
    return line.role(match.start()) if match else None


def placed(text: str, start: int) -> bool:
    """Whether it is said before a place where somebody lives or works: 家住东街的."""
    return text.endswith("的", 0, start) and bool(_PLACED.search(text, max(0, start - 26), start))


def belongs(text: str, start: int) -> bool:
    """Whether a body or a place that has people of its own stands with 的 before a place."""
    return text.endswith("的", 0, start) and bool(_BELONGS.search(text, max(0, start - 5), start))


def native(text: str, start: int) -> Role | None:
    """Where somebody is from, told before a name: 潮汕人."""
    if not text.endswith("人", 0, start):
        return None
    match = _NATIVE.search(text, max(0, start - 6), start)
    return Role(match[0], "", match.start(), start, match[0]) if match else None


def department(text: str, start: int) -> Role | None:
    """The department of a hospital before a name: 麻醉科."""
    match = _DEPARTMENT.search(text, max(0, start - 8), start)
    return Role(match[0], "medical", match.start(), start) if match else None


def trade(text: str, start: int) -> Role | None:
    """What somebody lives by, told before a name: 开超市的."""
    if text[start - 1 : start] != "的":
        return None
    match = _TRADE.search(text, max(0, start - 16), start)
    if not match:
        return None
    grows, teaches = match["trade"].startswith(_GROWS), match["trade"].startswith("教")
    kind = "resident" if grows else "teacher" if teaches else "business"
    return Role(match["trade"], kind, match.start("trade"), start, match["trade"])


def age(text: str, start: int) -> int:
    """Where an age ends that begins at a place, or 0."""
    if text[start : start + 1] not in AGE_BEGINS:
        return 0
    match = _OLD.match(text, start)
    return match.end() if match else 0


def opens(line: Line, start: int) -> bool:
    """Whether a word may begin here. The tagger now and then glues 和 or 对 to a name."""
    return start in line.starts or line.text[start - 1] in _BEFORE or start in line.called


def openings(line: Line) -> list[int]:
    """The places where a surname, or 老 or 小 before one, may begin a name."""
    text = line.text
    return [
        place
        for match in _BEGINS.finditer(text)
        if (place := match.start()) in line.starts or text[place - 1] in _BEFORE or line.role(place)
    ]


def posted(line: Line, end: int) -> Role | None:
    """The post before 的: 时任街道办事处主任的温某."""
    role = line.role(end)
    return role if role and _POSTED.search(line.text, max(0, role.start - 20), role.start) else None


def is_agent(word: str) -> bool:
    """Whether a word is formed like one for people who do something."""
    return bool(_AGENT.fullmatch(word))


def agent(line: Line, start: int) -> Role | None:
    """A noun before a name that is not in the lexicon but formed like a role."""
    before = line.before(start)
    if not before:
        return None
    token, tag, begin, end = before
    if len(token) > 1 and tag.startswith("n") and is_agent(token):
        return Role(token, "", begin, end, token)
    return None
