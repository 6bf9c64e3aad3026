/** What the command line offers; printed on `--help` and after a mistake. */
export const usage = `guacun deadline < in.ndjson
    时限计算:每行一个请求 {"from","span",…},每行一个答复 / deadlines: a request a line in, an answer a line out

guacun import FILE --dry-run [--county 350123] [--organisations FILE] [--language zh|en]
guacun import FILE [--dry-run] --person ACCOUNT [--language zh|en]
    导入台账;没有 DATABASE_URL 时只能试导入 / import a ledger; without DATABASE_URL a dry run only

guacun regions FILE --county 350123 --valid-from 2026-12-01 [--dry-run] [--decisions FILE] [--person ACCOUNT]
    新版区划:比较,并让案件、挂村、岗位跟到新代码 / a new edition of the divisions: compared, and what hangs on old codes moves

guacun check [DIR]
    检查日历、案件类型和时限规则,证明六条性质,不成立时给出一件案件的经过(默认 config/) / check calendars, case types and policies, and prove six properties or show the course of a case that breaks one

guacun case-types list | export DIR | activate CODE HASH [--from 2026-12-01T08:30:00+08:00] [--policy HASH]
guacun policies   list | export DIR | activate CODE HASH [--from …]
    案件类型和时限规则的版本:列出、导出生效的、让一个版本生效 / versions: list them, write those in force to files, put one in force

guacun case-types migrate CODE [--to HASH] [--dry-run] [--batch 500]
    未结案件换到生效的版本;--dry-run 只说哪些能换、哪些不能、哪些时限会变;中断后再执行即可 / bring open cases onto the version in force; --dry-run says which move, which cannot and why, which deadlines change; again after an interruption
    以上都可加 --county 350123 --person ACCOUNT / all of these take --county and --person

guacun rotate-key [--finish]
    换密钥,系统照常运行,中断后再执行即可;--finish 停用旧密钥 / change the key while the system runs, again after an interruption; --finish takes the old one out

guacun verify-audit [--since NO] [--checkpoints FILE] [--public-key FILE]
    核对审计链,指出被改、被删、被插的位置 / verify the audit: what was changed, deleted or put in, and where

guacun checkpoint >> FILE
    给审计链签一个检查点,存到别处 / sign what the audit is now, to be kept elsewhere

guacun migrate
    以所有者身份(OWNER_DATABASE_URL)更新数据库结构 / bring the schema up to date as its owner

guacun restore-account NAME
    管理员自己进不来时:给一次性代码并解除动态码 / when no administrator can sign in: a one-time code, and no second factor

guacun retention [--dry-run]
    到期的个人信息匿名化或删除(每夜自动做);--dry-run 只数不动 / end what has been kept long enough, as every night; --dry-run only counts

退出码 / exit codes: 0 完成 done · 1 没有完成 not done · 2 用法不对 wrong usage`;
