import { type RegisterProblemCode } from '#domain';
import { type Say, say } from '../http/say.js';

/** What stands against an entry of the registers, and what to do about it. */
export const registerMessages: Readonly<Record<RegisterProblemCode, Say>> = {
  'unknown-region': say(
    '本县那时没有这个区划代码 {value}(县 6 位、乡镇 9 位、村 12 位)',
    'The county has no such region then: {value} (6 digits a county, 9 a township, 12 a village)',
  ),
  'unknown-person': say(
    '本县没有这个人,请先登记人员(POST /api/v1/persons)',
    'The county has no such person; enter the person first (POST /api/v1/persons)',
  ),
  'unknown-organisation': say(
    '本县没有这个单位,请先登记单位(POST /api/v1/organisations)',
    'The county has no such organisation; enter it first (POST /api/v1/organisations)',
  ),
  'region-too-wide': say(
    '这个岗位管的地方太大,请给出至少 {digits} 位的代码',
    'The region is too wide for this role; give a code of at least {digits} digits',
  ),
  'region-not-county': say('这个岗位管全县,请填 {county}', 'This role is for the whole county; give {county}'),
  'region-not-of-organisation': say(
    '单位自己的值班,地方应是单位所在地 {value}',
    'A unit’s own roster stands at the seat of the unit: {value}',
  ),
  'rank-of-leaders-only': say('只有领导岗位才填正职、副职', 'Only a leader’s posting has a rank; leave it out'),
  'principal-leaders-only': say('只有挂村领导才能是主挂', 'Only a linked leader can be the principal one'),
  'ends-before-it-begins': say('结束要晚于开始', 'It must end after it begins'),
  'outside-organisation-term': say(
    '单位那时不在:{from} 至 {to}',
    'The organisation is not there then, only from {from} to {to}',
  ),
  'parent-circle': say(
    '这样上级会绕回本单位,请选别的上级',
    'The organisation would be above itself; choose another parent',
  ),
  'name-taken': say(
    '已有同名单位(编号 {id}),请核对或加以区别',
    'An organisation has this name already (id {id}); check it, or tell them apart',
  ),
  'overlaps-itself': say(
    '同一个人在同一处的这段时间已经有了:{from} 至 {to}(编号 {id}),请先结束或更正那一条',
    'The same person holds the same place from {from} to {to} already (id {id}); end or correct that one first',
  ),
  'another-principal': say(
    '这段时间已有主挂领导:{from} 至 {to}(编号 {id}),请先结束那一条,或不设为主挂',
    'The village has a principal leader from {from} to {to} already (id {id}); end that link first, or leave principal out',
  ),
  'administrators-stay-apart': say(
    '系统、安全、审计管理员不兼任任何其他岗位,这个人这段时间已有岗位 {role}(编号 {id}):请选别人,或先结束它',
    'System, security and audit administrators hold nothing else at the same time; this person is {role} (id {id}): choose somebody else, or end that first',
  ),
  'last-holder': say(
    '全县不能没有这个岗位({role}):请先安排接任的人,或办理移交',
    'The county never goes without this role ({role}): enter a successor first, or hand over',
  ),
  'still-staffed': say(
    '还有 {count} 个岗位超出这段时间,请先结束或移交',
    '{count} postings reach beyond; end or hand them over first',
  ),
  'still-parent': say(
    '还有 {count} 个下级单位没有结束,请先办理',
    '{count} organisations beneath it go on; end them first',
  ),
  'ended-already': say('已于 {to} 结束;要改时间请用更正', 'It ends at {to} already; to change that, correct it'),
};
