import { type Draw } from './draw.js';

/** What is wrong, by category; nobody said it. */
const matters: readonly (readonly [category: string, matters: readonly string[]])[] = [
  ['roads', ['入户路面破损', '弯道缺少反光镜', '路灯不亮', '雨后塌方堵路', '机耕桥护栏松动']],
  ['water-power', ['自来水压力不足', '夏季用电跳闸', '蓄水池需要清洗', '水管老化渗漏']],
  ['medical', ['老人看病往返不便', '卫生所常用药缺货', '慢性病续方要跑两趟']],
  ['meals-elderly', ['独居老人午饭没有着落', '长者食堂希望增加送餐', '幸福院扶手松动']],
  ['housing', ['老屋屋面漏水', '房屋墙体裂缝', '建房审批进度想了解']],
  ['employment', ['返乡青年想找工作', '希望参加手工技能培训', '零工信息没有人发布']],
  ['education', ['孩子上学接送路远', '村里想办暑期课堂', '助学补助怎样申请']],
  ['environment', ['垃圾清运不及时', '污水外溢', '空地杂物堆放']],
  ['farmland-irrigation', ['水渠淤塞灌不上水', '机耕路需要整修', '山塘坝体渗水']],
  ['disputes', ['邻里界址有争议', '山林边界需要调解']],
];
const places = ['村口', '桥头', '上厝', '下厝', '祠堂边', '学校旁', '茶山脚', '溪边', '老街', '后山'];

export const categories = matters.map(([category]) => category);
/** Words that a supervisor types: in many titles, in some, in few. */
export const soughtWords = ['路面', '送餐', '护栏', '反光镜', '手工技能', '蓄水池'];

export function drawMatter(draw: Draw): { category: string; title: string } {
  const [category, titles] = draw.one(matters);
  return { category, title: `${draw.one(places)}${draw.one(titles)}(第${1 + draw.number(5000)}处)` };
}
