import { longestAbsenceDays } from '#domain';
import { registerMessages } from '../people/register-messages.js';
import { type Say, say } from './say.js';

interface ProblemMessage {
  readonly title: Say;
  /** What the reader can do about it. */
  readonly next: Say;
}

const problem = (zh: string, en: string, nextZh: string, nextEn: string): ProblemMessage => ({
  title: say(zh, en),
  next: say(nextZh, nextEn),
});

/** Every refusal that the API gives, with what to do next. */
export const problemMessages = {
  'bad-request': problem(
    '请求有误',
    'The request is malformed',
    '请检查请求的格式后重试。',
    'Check the form of the request and try again.',
  ),
  'bad-json': problem(
    '请求内容不是有效的 JSON',
    'The body is not valid JSON',
    '请检查引号、逗号和括号,再发一次。',
    'Check quotes, commas and brackets, and send it again.',
  ),
  'bad-fields': problem(
    '有内容需要修改',
    'Some fields need correcting',
    '请按每一项的说明修改后重新提交。',
    'Correct each field as it says and send again.',
  ),
  'unsupported-media-type': problem(
    '不支持这种内容类型',
    'This content type is not supported',
    '请用 application/json 发送;上传文件请用 multipart/form-data。',
    'Send application/json; for a file, multipart/form-data.',
  ),
  'too-large': problem(
    '内容太大',
    'The content is too large',
    '请缩小后重试;上限是 {limit}。',
    'Make it smaller and try again; the limit is {limit}.',
  ),
  'signed-out': problem(
    '请先登录',
    'Please sign in',
    '用 POST /api/v1/session 登录,再带上会话或令牌重试。',
    'Sign in with POST /api/v1/session, then try again with the session or token.',
  ),
  'wrong-credentials': problem(
    '用户名或密码不对',
    'Wrong name or password',
    '请核对后重试;忘记密码请找本县系统管理员。',
    'Check both and try again; if forgotten, ask your county administrator.',
  ),
  'password-needed': problem(
    '请设置密码',
    'Please set a password',
    '一次性代码是对的。请把它写在 code 里,在 password 里写您自己选的新密码(至少 10 个字)。',
    'The one-time code is right. Send it as code, and a password of your own as password (at least 10 characters).',
  ),
  'code-needed': problem(
    '请输入动态码',
    'A code is needed',
    '口令是对的。请把认证器应用上的六位动态码(或一个恢复码)写在 code 里,连同刚才的内容再发一次。',
    'The password is right. Send the same again with the six digits of your authenticator application, or a recovery code, as code.',
  ),
  'sign-in-later': problem(
    '尝试次数太多',
    'Too many failed attempts',
    '请过 {seconds} 秒再试;急用请找本县安全管理员解锁。',
    'Try again in {seconds} seconds, or ask your county security administrator to unlock the account.',
  ),
  'second-factor-missing': problem(
    '请先绑定认证器',
    'Please enrol a second factor first',
    '您的岗位需要动态码。请用 POST /api/v1/me/second-factor 绑定手机上的认证器应用,之后即可使用。',
    'Your posting needs one. Enrol an authenticator application with POST /api/v1/me/second-factor; then everything is open.',
  ),
  'wrong-password': problem(
    '口令不对',
    'Wrong password',
    '请输入您现在的口令。',
    'Give the password that you sign in with now.',
  ),
  'wrong-code': problem(
    '动态码不对或已用过',
    'The code is wrong or was used',
    '请等认证器应用显示下一个动态码再试;手机时间要准。',
    'Wait for the next code of your authenticator application; the clock of your phone must be right.',
  ),
  'no-enrolment': problem(
    '没有待确认的绑定',
    'No enrolment waits for a code',
    '请先用 POST /api/v1/me/second-factor 开始绑定。',
    'Begin with POST /api/v1/me/second-factor.',
  ),
  'foreign-origin': problem(
    '请求来自别的网站',
    'The request comes from another site',
    '请在本系统的页面里操作。',
    'Do it on a page of this system.',
  ),
  'own-header-missing': problem(
    '缺少请求头 {header}',
    'A request header is missing',
    '用会话 cookie 修改数据时,请带上请求头 {header}: 1;程序请改用令牌(Authorization: Bearer)。',
    'With a session cookie, send the header {header}: 1 with every change; programs use a token (Authorization: Bearer).',
  ),
  'token-too-narrow': problem(
    '这个令牌不能用在这里',
    'This token does not open this',
    '请用权限范围合适的令牌,或登录后再办。账号、令牌和动态码只能在登录后管理。',
    'Use a token with a wider scope, or sign in. Accounts, tokens and second factors are managed by signed-in people only.',
  ),
  'too-many-tokens': problem(
    '令牌太多',
    'There are too many tokens',
    '请先在 /api/v1/me/tokens 撤销不用的令牌。',
    'Revoke those that you no longer need at /api/v1/me/tokens.',
  ),
  'name-taken': problem('用户名已被使用', 'The name is taken', '请换一个用户名。', 'Choose another name.'),
  'has-account': problem(
    '这个人已有账号',
    'This person has an account',
    '忘记口令请重置;停用后才能另开。',
    'Reset its password if it is forgotten; another can be opened once it is disabled.',
  ),
  'own-account': problem(
    '不能对自己的账号这样做',
    'Not for your own account',
    '请由另一位管理员办理。',
    'Ask another administrator.',
  ),
  'not-allowed': problem(
    '您没有这项权限',
    'You may not do this',
    '请由有权限的岗位办理,或联系本县系统管理员。',
    'Ask somebody whose posting allows it, or your county administrator.',
  ),
  'own-posting': problem(
    '不能给自己安排岗位',
    'Nobody gives themselves a posting',
    '请把岗位安排给别人。管理员不兼任办理、督查等其他岗位;自己要换岗,请由另一位系统管理员办理。',
    'Give it to somebody else. Administrators hold no other posting; to change your own, ask another system administrator.',
  ),
  'not-found': problem(
    '没有找到',
    'Not found',
    '请核对编号;它可能不在您的查看范围内。',
    'Check the id; it may lie outside what you may see.',
  ),
  'method-not-allowed': problem(
    '不支持这种请求方法',
    'This method is not supported here',
    '请查看 /api/docs 里的接口说明。',
    'See the description of the interface at /api/docs.',
  ),
  'version-missing': problem(
    '缺少 If-Match',
    'If-Match is missing',
    '请先读取这一条,用它的版本号作为 If-Match: "{version}" 再提交。',
    'Read it first and send its version as If-Match: "{version}".',
  ),
  'version-stale': problem(
    '刚被别人更新',
    'Somebody has just changed it',
    '请重新读取(现在是第 {version} 版),确认后再提交。您填的内容没有丢失,也没有写入。',
    'Read it again (it is at version {version} now) and decide anew. Nothing was written.',
  ),
  'view-name-taken': problem(
    '您已有同名的列表',
    'You have a view of this name',
    '请换一个名字,或修改原来的那个。',
    'Choose another name, or change the one that you have.',
  ),
  'too-many-views': problem(
    '保存的列表太多',
    'There are too many saved views',
    '一人最多 {limit} 个,请先删去不用的。',
    'A person keeps up to {limit}; delete those that you no longer use.',
  ),
  'bad-idempotency-key': problem(
    'Idempotency-Key 不对',
    'The Idempotency-Key is not valid',
    '请用 1 到 255 个可见的英文字符,例如一个 UUID。',
    'Use 1 to 255 visible ASCII characters, such as a UUID.',
  ),
  'request-in-progress': problem(
    '同一个请求正在办理',
    'The same request is being worked on',
    '请过 {seconds} 秒用同样的 Idempotency-Key 再发一次,会得到它的结果。',
    'Send it again in {seconds} seconds with the same Idempotency-Key: you will get its answer.',
  ),
  'idempotency-key-reused': problem(
    '这个 Idempotency-Key 已用于别的请求',
    'This Idempotency-Key belongs to another request',
    '没有写入。内容改了就换一个新的 Idempotency-Key。',
    'Nothing was written. A request that differs needs a key of its own.',
  ),
  'action-not-open': problem(
    '现在不能这样办',
    'This cannot be done now',
    '{reason} 现在可以办的事项见 actions。',
    '{reason} What can be done now is listed in actions.',
  ),
  'register-conflict': problem(
    '与已有的记录冲突',
    'It collides with what is entered already',
    '请按每一项的说明,先结束或更正那条记录,再重新提交。',
    'Do as each field says: end or correct that record first, then send this again.',
  ),
  'no-draft-order': problem(
    '没有待签发的督办单',
    'There is no draft order to decide',
    '它可能已经签发、撤销或随案件办结。请刷新督办单列表。',
    'It may have been issued, dropped, or ended with its case. Reload the list of orders.',
  ),
  'away-already': problem(
    '这段时间已经登记不在岗',
    'An absence is entered for this time already',
    '已登记的是 {from} 到 {to}。请避开这段时间,或先结束它。',
    'It is from {from} to {to}. Choose another time, or end that one first.',
  ),
  'absence-over': problem(
    '这次不在岗已经结束',
    'The absence is over already',
    '工作已经回到本人手里,不用再做什么。',
    'The work is back with its holder; nothing is left to do.',
  ),
  'hand-over-refused': problem('不能这样交接', 'This cannot be handed over so', '{reason}', '{reason}'),
  'hand-over-past': problem(
    '交接时间已经过去',
    'The hand-over lies in the past',
    '请写现在或以后的时间;已经办过的事不能倒签。',
    'Give now or a later instant: what was done meanwhile cannot be dated back.',
  ),
  'postings-need-an-administrator': problem(
    '岗位由系统管理员交接',
    'Postings are handed over by a system administrator',
    '您可以只交接工作(cases: all, ends: []);岗位请系统管理员办理。',
    'You may hand over the work alone (cases: all, ends: []); ask a system administrator for the postings.',
  ),
  'bad-definition': problem(
    '案件类型或时限规则不能这样写',
    'The case type or policy does not hold',
    '有 {count} 处要改,见 problems:每处写明位置、原因,证明不了的附一个反例;改好后再传一次。',
    '{count} things need correcting, see problems: each with its place and reason, and a counter-example where a proof fails; then send it again.',
  ),
  'activation-refused': problem(
    '这样生效证明不了',
    'It cannot be proven that this holds',
    '有 {count} 处,见 problems:从何时起、哪个类型版本和哪个时限规则版本合不上。案件类型要和它的时限规则一起生效时,在 policy 里写那个版本。',
    '{count} things, see problems: from when on which version of the type and of the policy do not fit. A case type that needs its policy at the same instant names that version as policy.',
  ),
  'activation-taken': problem(
    '已有版本等着生效({from})',
    'A version waits to come into force ({from})',
    '请先撤回它(DELETE …/activation),或另选时间。',
    'Withdraw it first (DELETE …/activation), or choose another instant.',
  ),
  'nothing-waits': problem(
    '这个版本没有等着生效',
    'This version does not wait to come into force',
    '已经生效的不能撤回,只能让另一个版本接着生效。',
    'What has come into force is not withdrawn; let another version follow it.',
  ),
  'version-not-in-force': problem(
    '这个版本还没有生效',
    'This version is not in force',
    '案件只换到已生效的版本;请先让它生效,或用 dryRun 只看结果。',
    'Cases come onto the version in force only; activate it first, or look with dryRun.',
  ),
  'no-policy-in-force': problem(
    '没有生效的时限规则',
    'No policy of this type is in force',
    '请先让这个类型的时限规则生效。',
    'Activate a policy of the type first.',
  ),
  'migration-runs': problem(
    '案件正在换到另一个版本',
    'Cases are being brought onto another version',
    '请等它结束({id})再开始。',
    'Wait until it is over ({id}), then begin.',
  ),
  'demonstration-only': problem(
    '只有演示模式才有这个功能',
    'This exists in demonstration mode only',
    '正式环境的时间不能调整。',
    'The time of a real installation cannot be moved.',
  ),
  'clock-backwards': problem(
    '时间不能倒退',
    'Time cannot go back',
    '请给出晚于现在({now})的时间。',
    'Give an instant after now ({now}).',
  ),
  'file-missing': problem(
    '没有收到文件',
    'No file was received',
    '请用 multipart/form-data 上传一个名为 file 的 .xlsx 文件。',
    'Upload one .xlsx file named "file" as multipart/form-data.',
  ),
  'bad-ledger': problem('这个文件不能导入', 'This file cannot be imported', '{reason}', '{reason}'),
  'bad-edition': problem(
    '这个区划文件不能读取',
    'This file of divisions cannot be read',
    '文件里有 {count} 处要改,见 problems;改好后再传一次。',
    '{count} things in the file need correcting, see problems; then send it again.',
  ),
  'edition-decisions-wrong': problem(
    '有决定与两版区划不符',
    'A decision does not fit the two editions',
    '请按 problems 里的说明修改 decisions:旧代码须现在有效,承接的代码须在新版里。',
    'Correct decisions as problems says: an old code in force now, a successor that the new edition has.',
  ),
  'edition-decisions-needed': problem(
    '有 {count} 个区划的去向要由人决定',
    'Somebody has to decide where {count} divisions went',
    '请看 needsDecision 里的代码和候选,在 decisions 里写明:新代码,或 [] 表示撤销。没有写入。',
    'See the codes in needsDecision with their candidates, and say in decisions: the new code, or [] for abolished. Nothing was written.',
  ),
  'later-edition': problem(
    '已经有同一天或更晚的一版({day})',
    'There is an edition of the same day or a later one ({day})',
    '请核对 validFrom;新的一版须晚于已有的各版。',
    'Check validFrom; a new edition begins after all that are there.',
  ),
  'export-too-long': problem(
    '要导出的太多',
    'There is too much to export',
    '一次最多 {limit} 行。请缩小筛选范围,分几次导出。',
    'A file holds up to {limit} rows. Narrow the filter and export in parts.',
  ),
  'register-too-long': problem(
    '名册太长,不能导出',
    'The register is too long to export',
    '名册最多导出 {limit} 行。请在系统里分页查看,并核对登记是否有误。',
    'A register of up to {limit} rows can be exported. Read it page by page, and check what was entered.',
  ),
  'export-not-ready': problem(
    '文件还没有准备好',
    'The file is not ready',
    '现在的状态:{state}。请稍后再取;等待审批或没有通过的,请联系审批人。',
    'It is {state} now. Come back in a moment; while it waits for a decision, or was refused, ask who decides.',
  ),
  'export-expired': problem(
    '文件已过期',
    'The file has expired',
    '文件只保留 24 小时。请重新导出。',
    'A file is kept for 24 hours. Ask for a new one.',
  ),
  'export-decided': problem(
    '这次导出已经有结论',
    'This export has been decided already',
    '请刷新列表。',
    'Reload the list.',
  ),
  'not-your-own': problem(
    '不能审批自己的导出,也不能以申请人的名义审批',
    'Nobody decides on an export of their own, nor in the name of who asked',
    '请由另一位督查或安全管理员审批。',
    'Another supervisor or security administrator has to decide.',
  ),
  'attachment-missing': problem(
    '没有收到文件',
    'No file was received',
    '请用 multipart/form-data 上传一个名为 file 的文件,不要带别的内容。',
    'Upload one file named "file" as multipart/form-data, and nothing beside it.',
  ),
  'attachment-empty': problem(
    '这个文件是空的',
    'The file is empty',
    '请选择有内容的文件。',
    'Choose a file with content.',
  ),
  'attachment-damaged': problem(
    '这个文件不完整,或不是它所说的类型',
    'The file is damaged, or not what it says',
    '请在手机或电脑上打开确认,另存一份后再上传。',
    'Open it on your own device, save it anew, and upload that.',
  ),
  'attachment-macros': problem(
    '这个文件里有宏或程序',
    'The file holds macros or programs',
    '请另存为不带宏的 .docx、.xlsx 或 PDF 后再上传。',
    'Save it without macros as .docx, .xlsx or PDF, and upload that.',
  ),
  'attachment-tracks': problem(
    '这段视频里有画面和声音以外的数据,可能记录了位置',
    'The video carries data beside picture and sound, which may be places',
    '请用手机剪辑或另存一份普通的 MP4 再上传;本系统不保存位置。',
    'Save it as a plain MP4 and upload that; this system keeps no places.',
  ),
  'attachment-archive': problem(
    '不收压缩包',
    'Archives are not taken',
    '请解压后逐个上传。可以上传:{kinds}。',
    'Unpack it and upload its files one by one. Allowed are: {kinds}.',
  ),
  'attachment-not-allowed': problem(
    '不收这种文件',
    'This kind of file is not taken',
    '可以上传:{kinds}。文本文件请存为 UTF-8。',
    'Allowed are: {kinds}. Texts have to be UTF-8.',
  ),
  'attachment-infected': problem(
    '扫描发现这个文件有害',
    'A scanner found the file harmful',
    '没有保存。请查杀手机或电脑上的病毒,再上传干净的文件。',
    'It was not kept. Clean your device, and upload a file that is clean.',
  ),
  'attachment-case-closed': problem(
    '这件事已经办结归档',
    'The case is closed',
    '归档后不能再增加或收回附件;要更正请找县办公室。',
    'Files are neither added nor taken back any more; the county office corrects what is wrong.',
  ),
  'attachments-too-many': problem(
    '附件已满',
    'The case is full of files',
    '一件事最多 {limit} 个附件。请先收回不需要的。',
    'A case holds {limit} files. Take back those that are not needed.',
  ),
  'attachments-too-much': problem(
    '附件的总大小已满',
    'The files of the case are too large together',
    '一件事的附件合计最多 {limit} MB。请先收回不需要的。',
    'The files of a case have {limit} MB together. Take back those that are not needed.',
  ),
  'attachments-too-often': problem(
    '今天上传得太多',
    'You have added too many files today',
    '每人 24 小时最多 {limit} 个附件。请稍后再传。',
    'A person adds {limit} files within 24 hours. Come back later.',
  ),
  'attachment-gone': problem(
    '附件的内容已经删除',
    'The content of the file is gone',
    '只留下记录:见附件列表里的 removed 和 scan。',
    'Only its record stays: see removed and scan in the list.',
  ),
  'attachment-not-scanned-yet': problem(
    '附件还在等待扫描',
    'The file still waits for the scanner',
    '扫描通过后就能下载,请稍后再试。',
    'It can be fetched once it was looked into. Try again later.',
  ),
  'attachment-out-of-reach': problem(
    '附件暂时取不到',
    'The file is out of reach',
    '请稍后再试;如果持续出现,请联系系统管理员。',
    'Try again in a moment; if it persists, tell your administrator.',
  ),
  'attachment-not-theirs': problem(
    '这个附件不是您上传的',
    'You did not add this file',
    '请由上传的人收回,或请县办公室说明理由后删除。',
    'Whoever added it takes it back, or the county office removes it with a reason.',
  ),
  'too-many-requests': problem(
    '操作太频繁',
    'Too many requests',
    '请过 {seconds} 秒再试。',
    'Try again in {seconds} seconds.',
  ),
  'not-ready': problem(
    '系统暂时不可用',
    'The system is not ready',
    '请稍后再试;如果持续出现,请联系系统管理员。',
    'Try again in a moment; if it persists, tell your administrator.',
  ),
  unexpected: problem(
    '系统出错了',
    'Something went wrong on our side',
    '您的操作没有写入。请重试;如仍出错,把编号 {trace} 告诉系统管理员。',
    'Nothing was written. Try again; if it persists, give your administrator the number {trace}.',
  ),
} satisfies Record<string, ProblemMessage>;

export type ProblemCode = keyof typeof problemMessages;

/** What is wrong with one field, by the rule it breaks (JSON Schema keywords and the product's own rules). */
export const fieldMessages: Readonly<Record<string, Say>> = {
  ...registerMessages,
  invalid: say('这一项不对', 'This is not valid'),
  required: say('请填写', 'Please fill this in'),
  type: say(
    ({ type }) => `请填写${typeNames[String(type)]?.zh ?? '正确的内容'}`,
    ({ type }) => `Give a ${typeNames[String(type)]?.en ?? 'valid value'}`,
  ),
  enum: say(
    ({ allowedValues }) => `请从这些值里选:${list(allowedValues)}`,
    ({ allowedValues }) => `Choose one of: ${list(allowedValues)}`,
  ),
  pattern: say('格式不对', 'The form is not right'),
  format: say(
    ({ format }) => `请按${String(format) === 'date' ? ' 2026-11-23 这样的日期' : '要求的'}格式填写`,
    ({ format }) => `Write it as a ${String(format)}`,
  ),
  minLength: say(
    ({ limit }) => `至少 ${String(limit)} 个字`,
    ({ limit }) => `At least ${String(limit)} characters`,
  ),
  maxLength: say(
    ({ limit }) => `最多 ${String(limit)} 个字`,
    ({ limit }) => `At most ${String(limit)} characters`,
  ),
  'password-common': say(
    '这个口令太常见,容易被猜到;请换一句只有您知道的话',
    'This password is among those that are guessed first; choose a sentence that only you know',
  ),
  'password-own-name': say('口令里主要是名字,请换一个', 'It is little more than a name; choose another'),
  'password-repetition': say('口令里都是重复的字,请换一个', 'It only repeats itself; choose another'),
  'password-sequence': say(
    '口令是键盘或数字的顺序,请换一个',
    'It is a run of the keyboard or the alphabet; choose another',
  ),
  'password-number': say('请不要用手机号或证件号作口令', 'Do not use a phone or identity number as password'),
  maxItems: say(
    ({ limit }) => `最多 ${String(limit)} 项`,
    ({ limit }) => `At most ${String(limit)} items`,
  ),
  uniqueItems: say('有重复的项', 'There are repeated items'),
  additionalProperties: say('没有这一项,请去掉', 'There is no such field; leave it out'),
  'ends-before-it-begins': say('结束要晚于开始', 'It must end after it begins'),
  'named-twice': say('同一类别同一时间只写一次', 'A category is named once at any time'),
  'in-the-past': say('已经过去的时间不能改,请写现在或以后', 'The past cannot be changed; give now or a later instant'),
  'in-the-future': say('请写已经过去的时间', 'Give an instant that is past'),
  'over-already': say('结束时间已经过去,请给出以后的时间', 'That time is over; give a later end'),
  'stands-in-for-oneself': say('不能由本人代理,请选别人', 'Nobody stands in for oneself; choose somebody else'),
  'person-without-posting': say('这个人那时没有岗位', 'This person holds no posting then'),
  'stand-in-without-posting': say(
    '代理的人那时没有岗位,请选别人',
    'The stand-in holds no posting then; choose somebody else',
  ),
  'stand-in-is-administrator': say(
    '管理员不办理案件,不能代理,请选别人',
    'Administrators see no cases and cannot stand in; choose somebody else',
  ),
  'appoints-oneself': say(
    '替别人登记时不能选自己代理,请选别人',
    'Who enters somebody else’s absence does not stand in; choose somebody else',
  ),
  'away-too-long': say(
    `一次最多登记 ${longestAbsenceDays} 天;长期离岗请办交接`,
    `An absence lasts ${longestAbsenceDays} days at most; who leaves for longer hands over`,
  ),
  'office-stands-in-for-supervisor': say(
    '县办公室受理派单,不能代理督查,请选别人',
    'The office that accepts and dispatches does not supervise itself; choose somebody else',
  ),
  circle: say('这样代理会绕回本人,请选别人', 'The work would come back to where it started; choose somebody else'),
  'unknown-village': say(
    '没有这个村(社区)代码,请用 12 位行政区划代码',
    'There is no such village; use its 12-digit code',
  ),
  'unknown-category': say(
    '没有这个类别,见 GET /api/v1/categories',
    'There is no such category; see GET /api/v1/categories',
  ),
  'unknown-organisation': say('没有这个单位', 'There is no such unit'),
  'unknown-person': say('没有这个人', 'There is no such person'),
  'not-decisions': say(
    '请写成 {"旧代码":"新代码"};[] 表示撤销,多个代码表示拆分',
    'Write {"old code": "new code"}; [] for abolished, several codes for a split',
  ),
  unwritable: say(
    '里面有无法保存的字符(如空字符),请删去',
    'It holds characters that cannot be kept (such as NUL); remove them',
  ),
  'number-of-a-person': say(
    '不能按电话号码或证件号码导出,请改用别的条件',
    'Nothing is exported by a phone or identity number; use other filters',
  ),
  'number-in-a-view': say(
    '列表的名字和条件会保存下来,请不要写电话号码或证件号码',
    'Names and words of a saved view are kept: leave out phone and identity numbers',
  ),
  'not-yours-to-share': say(
    '您可以和本单位共享;和全县、某个岗位或别的单位共享,由县办公室、督查或领导来办',
    'You share with your own unit; with the county, a role or another unit, the county office, a supervisor or a leader does',
  ),
  'not-a-span': say('请写时限,例如 5wd、-3wh、10nd、24h、15min', 'Write a span such as 5wd, -3wh, 10nd, 24h, 15min'),
  'wrong-type': say(
    ({ expected }) => `应为:${String(expected)}`,
    ({ expected }) => `Expected: ${String(expected)}`,
  ),
  'zero-span': say('时限不能是零', 'A span cannot be zero'),
  'fraction-of-days': say('天数须是整数;小数只用于 wh、h、min', 'Days are whole; fractions are for wh, h and min'),
  'beyond-bound': say('超出十年,无法计算;请缩短时限', 'More than ten years away; give a shorter span'),
  paused: say('暂停还没有结束,时限无法确定;请给出结束时间', 'The pause is open, so there is no deadline; give its end'),
  'pause-backwards': say('暂停的结束早于开始', 'The pause ends before it begins'),
  'date-without-time': say('请写到时刻,例如 2026-11-23T10:00', 'Give a time of day too, such as 2026-11-23T10:00'),
  'too-many': say(
    ({ expected }) => `太多了:${String(expected)}`,
    ({ expected }) => `Too many: ${String(expected)}`,
  ),
  'unknown-roll': say('请写 next 或 none', 'Write next or none'),
  'unknown-calendar': say(
    ({ expected }) => `没有这个日历;现有:${String(expected)}`,
    ({ expected }) => `There is no such calendar; there are: ${String(expected)}`,
  ),
  'unknown-field': say('没有这一项,请去掉', 'There is no such field; leave it out'),
  'inline-adds-nothing-statutory': say(
    '直接写出的日历不含法定节假日,请去掉这一项',
    'A calendar written out adds nothing statutory; leave this out',
  ),
  'unknown-statutory-calendar': say('没有这个法定日历', 'There is no such statutory calendar'),
  'bad-time-zone': say('没有这个时区,例如 Asia/Shanghai', 'There is no such time zone; for example Asia/Shanghai'),
  'bad-date': say('没有这一天,请写 2026-11-23 这样的日期', 'There is no such date; write it like 2026-11-23'),
  'bad-time': say('请写 08:30 这样的时刻', 'Write a time of day like 08:30'),
  'hours-backwards': say('下班早于上班', 'It closes before it opens'),
  'hours-overlap': say('时段重叠', 'The hours overlap'),
  'open-date-without-hours': say('这一天没有时段,请写出 hours', 'This date has no hours; give them'),
  'no-working-time': say('这个日历一年内没有工作时间', 'This calendar has no working time within a year'),
  'out-of-range': say('超出可计算的范围', 'Outside what can be computed'),
  'not-an-instant': say(
    '请写带时区的时间,例如 2026-11-23T09:00:00+08:00',
    'Write an instant with offset, such as 2026-11-23T09:00:00+08:00',
  ),
  'unknown-case': say('没有这件事项,或不在您的范围内', 'There is no such case within your scope'),
  'no-such-version': say('没有这个版本', 'There is no such version'),
  'not-a-cursor': say('翻页标记不对,请从第一页重新开始', 'This cursor is not valid; start from the first page'),
};

const typeNames: Readonly<Record<string, { zh: string; en: string }>> = {
  string: { zh: '文字', en: 'text' },
  boolean: { zh: '是或否(true/false)', en: 'boolean (true/false)' },
  integer: { zh: '整数', en: 'whole number' },
  number: { zh: '数字', en: 'number' },
  object: { zh: '一组内容({ })', en: 'JSON object' },
  array: { zh: '列表([ ])', en: 'list' },
};

function list(values: unknown): string {
  return Array.isArray(values) ? values.map(String).join(', ') : '';
}
