import { compact } from './cell.js';

/**
 * Headings as ledgers write them, blanks removed. `ignored` are columns that the product computes itself.
 * Order matters only within a field: the first is the name used when the column has to be talked about.
 */
const words = {
  serial: '序号 编次 序 NO NO. 项次 行号',
  number: '编号 案件编号 事项编号 工单编号 信访编号 问题编号 台账编号 受理编号',
  registeredOn: `
    登记日期 登记时间 受理日期 受理时间 接件时间 接件日期 收集时间 收集日期 反映时间 反映日期 走访时间
    走访日期 诉求时间 诉求日期 提出时间 提出日期 发现时间 发现日期 来件时间 来件日期 收件时间 收件日期
    上报时间 上报日期 录入时间 录入日期 建账时间 建账日期 问题登记时间 时间 日期`,
  channel: '来源渠道 来源 渠道 问题来源 诉求来源 信息来源 诉求渠道 来件渠道 反映渠道 收集渠道 受理渠道 收集方式',
  township: `
    乡镇 乡(镇) 乡镇(街道) 所属乡镇 所在乡镇 镇 乡 镇(乡) 乡镇街道 镇街 乡镇名称 街道 镇乡 属地乡镇
    所在镇 所属镇`,
  village: `
    村 行政村 村(社区) 村名 村居 村(居) 所属村 所在村 社区 行政村(社区) 村/社区 村社区 村级 所在村(社区)
    所属村(社区) 所属村居 所在村居 村委会 村(居)委会 建制村 村庄 村别 村名称 行政村名称 挂钩村 挂村
    联系村`,
  villageCode: '村代码 行政区划代码 区划代码 村级代码 统计代码 村编码 区划编码 行政区划编码 村(社区)代码',
  place: `
    乡镇村 镇村 所在村镇 乡镇、村 乡镇及村 乡镇/村 所属乡镇村 乡村 属地 所属地 所在地 诉求地点 案件地点
    事发地点 地点 地址 所在乡镇村 乡镇(村) 乡(镇)村 村镇`,
  group: '网格 村民小组 网格/村民小组 组别 小组 自然村 所属网格',
  villageType: '空心村类型 村类型 村庄类型 类型村',
  requester: `
    诉求人 姓名 反映人 群众姓名 诉求人姓名 反映人姓名 来访人 来电人 来信人 信访人 申请人 群众 当事人
    诉求群众 投诉人 求助人 联系人 来访人姓名 反映群众 村民姓名 户主 户主姓名 诉求对象`,
  phone: `
    联系电话 联系人电话 电话 手机 手机号 手机号码 联系方式 电话号码 诉求人电话 反映人电话 联系电话(脱敏)
    群众电话 联络方式 诉求人联系电话 诉求人联系方式 反映人联系方式 反映人联系电话`,
  requesterAndPhone: `
    诉求人及电话 姓名及电话 诉求人及联系电话 诉求人及联系方式 反映人及电话 反映人及联系方式
    反映人及联系电话 姓名电话 姓名/电话 姓名、电话 诉求人/电话 诉求人(电话) 联系人及电话 群众姓名及电话
    姓名及联系方式 姓名及联系电话 诉求人、电话 诉求人和电话 诉求人信息 群众及电话 姓名电话住址
    姓名/电话/住址 联系人及联系电话 联系人及联系方式 姓名和电话 诉求人姓名及电话 反映人姓名及电话`,
  specialGroup: '是否特殊群体 特殊群体 群体类型 人员类别',
  title: `
    问题标题 标题 事项 诉求事项 主要问题 问题 问题名称 事项名称 诉求标题 反映事项 问题事项 诉求主题 主题
    事由 问题摘要 反映问题 急难愁盼问题 急难愁盼事项 诉求 群众诉求 问题概述 诉求名称 存在问题 问题简述`,
  text: `
    问题描述 具体内容 内容 诉求内容 详细内容 问题内容 反映内容 具体问题 具体情况 情况说明 问题详情 详情
    具体诉求 诉求描述 问题情况 主要内容 内容描述 具体描述 事项内容 情况描述 反映情况 详细描述 问题及诉求
    问题具体内容`,
  category: `
    一级分类 类别 分类 问题类别 问题分类 诉求类别 诉求分类 事项类别 事项分类 类型 问题类型 所属类别 领域
    问题领域 大类 所属领域 事项类型`,
  subcategory: '二级分类 小类 子类 二级类别 细类',
  kind: '诉求类型 诉求性质 性质 问题性质 事项性质 办件类型',
  affected: '涉及户数/人数 涉及户数 涉及人数 户数 人数 涉及群众 受益人数 涉及人数(人) 涉及户数(户) 影响人数',
  urgency: `
    紧急程度 缓急 缓急程度 轻重缓急 等级 紧急等级 紧急 急缓程度 急缓 优先级 紧急度 紧迫程度 程度
    问题等级 难易程度`,
  tier: '清单层级(A/B/C) 清单层级 层级 清单等级 清单类别',
  leader: '挂村领导 挂钩领导 包村领导 联系领导 挂村县领导 挂点领导 县领导 领导',
  leadUnit: `
    主办单位 责任单位 承办单位 牵头单位 办理单位 主责单位 责任部门 承办部门 主办部门 牵头部门 办理部门
    交办单位 处理单位 部门`,
  handler: '责任人 经办人 承办人 办理人 具体责任人 主办人 责任人姓名 直接责任人 承办人员 负责人',
  handlerPhone: '责任人电话 经办人电话 承办人电话 责任人联系电话 责任人联系方式 经办人联系电话',
  coUnits: '协办单位 配合单位 协助单位 协同单位 配合部门 协办部门 协作单位',
  headLeader: '分管领导 责任领导 牵头领导 包案领导',
  measures: '办理措施 措施 解决措施 整改措施 工作措施 解决办法 处理意见 拟办意见 办理意见 解决方案',
  progress: '办理进展 进展 办理进度 进度 进展情况 办理情况 落实情况 推进情况 目前进展 受理情况 处理情况 处置情况',
  status: '办理状态 状态 是否办结 办结情况 是否解决 完成情况 是否完成 办结状态 是否已办结',
  assignedOn: '交办日期 交办时间 派单时间 派单日期 转办时间 转办日期 下发时间 分办时间 派发时间',
  dueOn: `
    办结时限 办理时限 完成时限 时限 限办时间 限时办结时间 要求办结时间 要求完成时间 截止时间 截止日期
    办理期限 应办结时间 应办结日期 计划完成时间 预计完成时间 拟办结时间 预计办结时间 期限 解决时限
    整改时限`,
  extendedDueOn: '延期后时限 延期至 延期时限',
  completedOn: `
    实际办结日期 办结时间 办结日期 完成时间 完成日期 实际办结时间 实际完成时间 实际完成日期 解决时间
    解决日期 办毕时间 办毕日期 结案时间 结案日期 销号时间 销号日期 办理完成时间 办结 办理时间 办理日期
    化解时间 是否销号/日期 反馈时间 办复时间 办复日期`,
  result: `
    办理结果 结果 办结结果 处理结果 处置结果 答复内容 办理答复 答复 回复内容 解决情况 反馈结果 反馈情况
    办理反馈 办理成效 解决结果 答复情况 回复`,
  satisfaction: '满意度 群众满意度 是否满意 群众是否满意 评价 满意情况 群众评价',
  callbackOn: '回访日期 回访时间',
  cleared: '销号 销号情况 是否销号',
  remarks: '备注 说明 备考 附注 其他说明',
  ignored: `
    走访记录号 延期次数 办理时长(工作日) 办理时长 时限状态(灯) 时限状态 督办次数/最高等级 督办次数
    关联重点项目 资金缺口(万元) 资金缺口 归档信息 身份证号 身份证号码 住址 家庭住址 性别 年龄 填报人
    填报时间 填报日期 审核人 诉求人住址 县 县区 县(区) 区县 市 省`,
};

/** The fields of a ledger that the product understands. `place` holds township and village in one cell. */
export type LedgerField = keyof typeof words;

/** The words of each field, for whoever has to look one up. */
export const headings = Object.fromEntries(
  Object.entries(words).map(([field, list]) => [field, list.trim().split(/\s+/)]),
) as unknown as Readonly<Record<LedgerField, readonly string[]>>;

/** A heading in the form in which it is compared: half-width, no blanks, no footnote star, no unit of a closing bracket. */
export function headingKey(text: string): string {
  return compact(text)
    .replace(/[*★※:：。"“”]+/g, '')
    .replace(/【.*?】/g, '')
    .toUpperCase();
}

const byHeading: ReadonlyMap<string, LedgerField> = new Map(
  (Object.keys(headings) as LedgerField[]).flatMap((field) =>
    headings[field].map((word) => [headingKey(word), field] as const),
  ),
);

/** Field that a heading names: exactly, or without the remark in its last brackets (登记日期(年-月-日)). */
export function fieldOfHeading(text: string): LedgerField | undefined {
  const key = headingKey(text);
  if (key === '' || key.length > 24) return undefined;
  return (
    byHeading.get(key) ??
    byHeading.get(key.replace(/\([^()]*\)$/, '')) ??
    byHeading.get(key.replace(/^(群众|县|村民|是否)(?=.{2})/, ''))
  );
}
