/**
 * Made-up matters by category code: nobody said them. Every text is marked 合成数据 where it is used. `{n}` becomes a number
 * and `{w}` a place word, so that a hundred thousand rows differ.
 */
export const syntheticTitles: Readonly<Record<string, readonly string[]>> = {
  employment: [
    '{w}返乡青年想找离家近的工作（第{n}号）',
    '{w}留守妇女希望参加手工技能培训（第{n}期）',
    '{w}零工信息没有人发布（第{n}次反映）',
  ],
  medical: [
    '{w}老人看病往返不便，盼巡诊到村（第{n}户）',
    '{w}卫生所常用药缺货（第{n}次反映）',
    '{w}慢性病续方要跑两趟（第{n}户）',
  ],
  'meals-elderly': [
    '{w}独居老人午饭没有着落（第{n}户）',
    '{w}长者食堂希望增加送餐（第{n}户）',
    '{w}幸福院扶手松动（第{n}处）',
  ],
  roads: [
    '{w}入户路面破损（第{n}段）',
    '{w}弯道缺少反光镜（第{n}处）',
    '{w}路灯不亮（第{n}盏）',
    '{w}雨后塌方堵路（第{n}处）',
  ],
  'water-power': ['{w}自来水压力不足（第{n}户）', '{w}夏季用电高峰跳闸（第{n}台区）', '{w}蓄水池需要清洗（第{n}口）'],
  housing: ['{w}老屋屋面漏水（第{n}户）', '{w}房屋墙体出现裂缝（第{n}户）', '{w}建房审批进度想了解（第{n}件）'],
  education: ['{w}孩子上学接送路远（第{n}户）', '{w}村里想办暑期课堂（第{n}期）', '{w}助学补助怎样申请（第{n}户）'],
  'social-security': [
    '{w}养老待遇认证不会操作（第{n}户）',
    '{w}临时困难申请救助（第{n}户）',
    '{w}残疾人辅具需要更换（第{n}户）',
  ],
  industry: ['{w}茶叶销路需要帮忙（第{n}户）', '{w}想建冷库缺少场地（第{n}处）', '{w}民宿手续不清楚（第{n}家）'],
  'farmland-irrigation': [
    '{w}水渠淤塞灌不上水（第{n}段）',
    '{w}机耕路需要整修（第{n}段）',
    '{w}山塘坝体渗水（第{n}处）',
  ],
  environment: ['{w}垃圾桶清运不及时（第{n}点）', '{w}污水外溢（第{n}处）', '{w}空地杂物堆放（第{n}处）'],
  disputes: ['{w}邻里界址有争议（第{n}户）', '{w}山林边界需要调解（第{n}宗）', '{w}排水影响邻居起争执（第{n}户）'],
  'culture-minorities': [
    '{w}文化广场设备损坏（第{n}处）',
    '{w}畲歌传承缺少场地（第{n}处）',
    '{w}农家书屋开放时间太短（第{n}次反映）',
  ],
  'village-affairs': [
    '{w}村务公开栏更新慢（第{n}期）',
    '{w}活动室想周末开放（第{n}次反映）',
    '{w}集体账目想看明细（第{n}期）',
  ],
  other: ['{w}快递不能送到村（第{n}次反映）', '{w}手机信号弱（第{n}处）', '{w}走失牲畜寻找（第{n}次反映）'],
};

/** Places inside no real village in particular. */
export const placeWords = [
  '村口',
  '桥头',
  '上厝',
  '下厝',
  '溪边',
  '山脚',
  '旧街',
  '祠堂边',
  '晒谷场',
  '码头',
  '茶山',
  '水尾',
] as const;

/** What a description goes on with. */
export const syntheticDetails = [
  '反映人希望了解由哪个单位负责、什么时候有答复。',
  '村里已先行劝说和临时处置，仍需上级单位协调。',
  '涉及的住户愿意配合，请先到现场看一看。',
  '雨天情况更明显，盼在汛期之前解决。',
  '此前曾口头提过一次，这次正式登记。',
] as const;

/** How a finished matter ended. */
export const syntheticResults = [
  '已现场处理并向本人说明。',
  '已列入计划并告知时间。',
  '已联系责任单位完成整改。',
  '已解释政策，本人表示理解。',
] as const;

/** Stands in every synthetic text. */
export const syntheticMark = '合成数据';
