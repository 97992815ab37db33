"""Surnames: the characters and words by which Chinese personal names are told from other words."""

from __future__ import annotations

import re

#: Surnames in use today. Those that are common words too are repeated in WORDY.
SURNAMES = frozenset(
    "普刀资仉勾檀郅权邝盘雍濮阙逯咸骆裘佘亢厉郇昝庹嵇滑戎巢訾蔚师暨弋利邸阙丛岑农"
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋"
    "蔡贾丁魏薛叶阎闫余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万"
    "段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳"
    "邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍"
    "翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫苟全褚廉"
    "简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐"
    "虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙伏岑习胥保和蔺水云昌凤酆皮卡湛狄郗班平"
    "元禹贝支经宣贲杭诸钮荣荀羊於惠麴芮羿储汲邴松富乌巴弓牧隗宓蓬仰秋伊暴钭祖束韶蓟印怀邰从鄂索籍阴能苍双闻莘"
    "贡劳扶堵宰郦却璩寿通扈郏浦尚充慕茹宦容慎戈庾终居衡步满弘国寇广禄东殳沃越夔隆厍融那毋乜养须丰蒯相红益桓种"
    "励排线员宰过伍妥敏把冼须仉虎撒纳哈买者妥锁冶脱拜喇赛鲜黑铁陕勉摆海母尧延双"
    "多腾淦谯戢郄郐鄞苌茆遆郤闾泮琚禚笪缑溥"
    "宿佐招冒占麦敬税蒲阚凡展敦布付代晁幸麻缪茅逄鹿粟危战鱼亓仝门果承"
    "尉曩况汝墨朴鄷郈佴尕冮矫苻禤雒宛綦恽弭撖佀镡贠续皋绍肇宾帅楼归泰蹇羌笃操青淡"
    "粘丑干钦琴伯赏鬱眭昃扆蔄蒉骞缐亶邗睢忻沐旷菅兀隽岢隺颉虢繆湫迮啜渠"
)
COMPOUND = frozenset(
    (
        "欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 司徒 端木 独孤 南宫 闻人 "
        "单于 呼延 申屠 淳于 鲜于 濮阳 太叔 轩辕 钟离 宇文 司空 司寇 东郭 西门 公冶 公羊 "
        "公西 澹台 赫连 拓跋 完颜 万俟 百里 左丘 宗政 闾丘 颛孙 "
        "漆雕 乐正 谷梁 段干 梁丘 纳兰 那拉 叶赫 爱新 亓官 仲孙 仉督 子车 巫马 壤驷 公良 夹谷 "
        "宰父 归海 羊舌 微生 东门 南门 第五"
    ).split()
)
#: Of these, what is more often a number or a place: 第五网格, 东门.
PLACES_TOO = frozenset("第五 东门 南门 西门 东方 百里 微生 子车 归海 公良".split())
#: What stands before a surname among people who know each other.
PREFIXES = frozenset("老小大")
#: What a name with a surname can begin with.
BEGINS = SURNAMES | PREFIXES | {surname[0] for surname in COMPOUND}
#: Surnames that are more often something else: they need more company than a tag.
WORDY = frozenset(
    "高于方石金白江史万雷常武文安季向路齐时管成位查单包解强华车边古全连商计都应台银明沙和水云"
    "平占生战门原官党项关任易保班花乐展布代付幸左游阳温毛钱康曾许何余黄夏林马龙段东方申盛解封"
    "沿植木冷米池房练门麻凡敬税宿招冒位卡危皮井宫桂景简席谈甘丛章曲师滑戎盘资况墨续宾帅楼归泰操青汝淡"
)
#: Surnames so common that a word of the dictionary that begins with one is a name indeed.
COMMON = frozenset("王李张刘陈杨赵黄周吴徐孙胡朱郭何罗宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏蒋蔡")
#: Surnames so seldom before a title, and so often a word there, that 和书记 is not a name.
NO_TITLE = frozenset(
    "多却便和从时成应连都全单常党原由位来战生代占保平官管任展向边解门包查计楼帅归青泰"
)

#: Words that begin like a name, or that the dictionary tags as one, and are none.
ORDINARY = frozenset(
    (
        "连麦 明白 武功 文明 和尚 王朝 阳光 陆军 卫星 雷达 黄石 古老 丘陵 冷笑 武林 明星 宫殿 封锁 "
        "胡同 顾问 王爷 齐声 文武 石英 金殿 高潮 齐全 黄金周 洪水 顾客 凤凰 辛勤 洪湖 米粉 "
        "援鄂 援沪 援汉 援藏 援疆 援黔 援外 驰援 增援 "
        "古建筑 胡子 桂林 柏林 王府 叶子 安静 洪山 保健 谢谢 白领 麻城 康复 沙滩 梅花 吉祥 范畴 "
        "周转 宁可 凌辱 罗田 阳新 钟祥 陈述 丛林 马匹 胡说 关怀 林立 秦岭 明珠 王子 温泉 白宫 "
        "向阳 陈列 布满 宁静 蓝天 左翼 安抚 冷汗 许可 朱红 原谅 柴禾 杜绝 卓越 晋升 石狮 童子 "
        "祝贺 兰花 张大 岳父 史诗 保姆 谢恩 凌厉 胡闹 桂花 高悬 马背 毛巾 麦子 郎中 张开 胡萝卜 "
        "宁远 周密 银杏 陈设 马夫 石家庄 高薪 华丽 石林 麻木 燕子 金字塔 白发 练兵 金黄 林子 "
        "安危 查明 胡涂 杜鹃 张贴 周旋 田园 白云 孔雀 高耸 张家口 许可证 廉政 安全性 温馨 白银 "
        "蓝图 殷勤 明智 严正 祝福 陈旧 高昂 庄园 顾忌 胡椒 布雷 张罗 扬言 古文化 郎君 高雅 常青 "
        "时髦 敬仰 卫冕 敬畏 古董 施政 明朗 熊猫 明文 钟声 陶醉 麻醉 盖子 张扬 任凭 高新区 张嘴 "
        "张口 史实 高超 高峰 白雪 黎明 杨柳 梅子 和平 高明 钱财 全家福 毛发 敬佩 白昼 高喊 卡拉 "
        "党徽 党旗 常德 安心 安康 安宁 安全 平安 温暖 温情 温度 方便 方舱 全员 全程 路口 车辆 "
        "马上 高度 高兴 高危 时刻 时任 成为 连夜 连续 计生 管理 管控 许多 曾经 何时 向上 于是 "
        "万家 万众 常态 强化 封城 应急 应对 明确 金融 战士 党群 党建 关爱 项目 单元 房屋 广场 齐心 "
        "席地 支援 申请 游客 花园 石化 景区 祝愿 易感 季节 封控 解封 包保 包联 包括 查验 尤其 "
        "甚至 凡是 许诺 张望 苏醒 萧瑟 萧条 唐突 周折 周全 周详 张狂 谢幕 谢世 谢辞 何谓 何干 "
        "何曾 何堪 陈年 陈词 陈规 陈迹 陈腐 陈兵 张榜 张量 罗列 罗盘 罗致 王公 王族 王权 王法 "
        "王道 王冠 王座 王母 孙儿 孙女 孙子 曾孙 曾祖 胡来 胡吹 胡搅 胡言 胡桃 胡杨 胡琴 黄牛 "
        "黄蜂 黄羊 黄叶 黄毛 黄豆 杨树 杨桃 李子 朱雀 苏绣 唐装 宋体 徐徐 徐缓 白净 白送 白搭 "
        "和暖 雷同 费尽 易懂 麻利 卡住 殷实 万幸 童工 贺卡 贺信 安闲 安营 安保 归总 蓝领 耿直 "
        "高攀 苟且 阴凉 续聘 平躺 平卧 封盖 封神 封港 甘甜 常客 秋汛 余震 伏汛 凌汛 养蚕 养蜂 "
        "养羊 滑石 甘蓝 莫让 连闯 双全 元配 满怀 满堂 满口 毛毯 牛羊 温顺 向海 何不 平添 荣获 "
        "荣立 麦收 米汤 冷敷 冷冻 杨梅 山楂 弘扬 宿舍 师傅 古诗词 古汉语 古文字 亚马逊 阿里巴巴 "
        "沃尔玛 多瑙河 索马里 巴拿马 喜马拉雅"
    ).split()
)
#: Surnames that are grammar everywhere else, or begin many words (楼道, 青年): only a word tagged
#: as a person counts.
PARTICLES = frozenset("多和都从时应连全有能来向成原由于以为当可并却便曾楼归青泰")

#: Characters that are never part of a given name.
NEVER = frozenset(
    "的了着过和与及在是被把将从对到等也都还又再已不没未很最更就只但而且因这那哪该每各某个些们"
    "地得吗呢吧啊呀啦哦嘛我你他她它您谁说问喊告讲看听想要会去让给跟做打吃走跑叫请帮送拿找使用用第间区里号点分所局处站队院校办室厂店司委部组"
    "、，。！？；：“”‘’（）《》…—·"
)
#: Of these, those with which given names of two characters begin: 会英, 再兴, 和平, 得福.
WITHIN = frozenset("再会得和从更又用将在也里")
#: Characters that end the names of places: 钮家巷.
PLACE_ENDS = frozenset("巷街镇村乡县屯庄寨坝沟湾塆坳")
#: Characters that seldom end a name and often begin what follows it.
SELDOM = frozenset(
    "为上下带率介表回坦感总正连能可并则却便曾向以之于随所如其由主负立一二三四五六七八九十两街异月年时常"
)

_SOUNDS = (
    "那默埃艾安奥巴贝比彼别波伯布查达戴丹德迪蒂杜多厄恩尔法菲费夫弗福盖戈格古哈海汉赫亨霍基吉加"
    "杰卡凯坎考科克肯库拉莱兰朗劳勒雷丽利里莉林卢鲁路伦罗洛马玛麦曼梅门蒙米密莫姆穆纳娜南内尼"
    "妮纽诺欧帕佩彭皮珀普奇乔切琼让热荣瑞萨塞莎森沙珊舍什史斯苏索塔泰坦汤特提图托瓦万威韦维温"
    "文沃乌西希夏谢辛休雅亚扬伊因英尤约泽扎詹兹佐"
    "买力依江古孜玉提得汗额敦其仁木珠娅"
    "卓嘎旦增次扎顿央金吉白桑格索朗罗布边普达措曲珍姆决强益培贡旺堆才让杰热合帕黛努肯居提荪赛妥吾肉库"
    "音宝力格乌云仁图雅高娃斯琴托娅呼吉勒布朝鲁登毕汗满都哈其通仓罕喃嘎萨塔牧青耶弥芭芬茨冈汉蕾姬琪贾米热孜宛尔逊吐麦尼亚瓦江坚参嘉色玖拥班嘎"
)
#: Characters that transcribe foreign sounds, and one or more of them.
SOUNDS = frozenset(_SOUNDS) | {"阿"}
FOREIGN = re.compile(f"(?:阿(?:不都|卜杜)?+|[{_SOUNDS}]++)++")
