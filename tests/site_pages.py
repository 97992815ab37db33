"""Pages of one site: articles that have nothing in common, and lines that all of them share."""

from __future__ import annotations

LINE = "下载晨曦手机客户端，身边大小事早知道。"  # an invitation to download the paper's app
NAVIGATION = "当前位置：晨曦在线首页 > 江城故事 > 正文"
FOOTER = "晨曦在线由松江晨报社主办并提供技术支持"
#: Four articles that have nothing in common, and a fifth that quotes the invitation.
ARTICLES = [
    "9月5日清晨，网格员孙丽娟背着药箱走进7号楼，挨家询问老人的身体情况。\n"
    "“有事就打我电话，一分钟也别等。”她在每扇门上贴了一张写着号码的纸条。",
    "入夜以后，江边的堤坝上亮起一排手电筒的光，32名民兵沿着大堤来回查险。\n"
    "队长说，水位每涨10厘米，巡查的次数就要加一倍，谁也不敢合眼休息。",
    "粮站的老会计把账本摊在桌上，一笔一笔核对去年秋天收购的玉米和大豆。\n"
    "他干这一行已经41年，算盘打得噼啪响，年轻人都说他比电脑还要快。",
    "周末的图书馆里座无虚席，孩子们围着讲故事的志愿者，听得目不转睛。\n"
    "馆长介绍，从今年3月起，这样的读书会每个月举办两场，已有600多个家庭参加。",
    f"报社的小编说，大家见面第一句就是：{LINE}这句话他自己已经会背了。\n"
    "读者却更关心菜价，有人打来电话，问白菜什么时候才能便宜一点。",
]


def page(number: int, *, top: str = NAVIGATION, bottom: str = FOOTER, line: str = LINE) -> str:
    title = ["送药上门", "夜巡大堤", "老会计的账本", "周末读书会", "小编的口头禅"][number]
    header = f"江城故事：{title}\n2022-09-0{number + 1} 10:00  来源：松江晨报"
    return "\n\n".join([top, header, ARTICLES[number], line, "", bottom])
