import { type AuditFinding } from '#domain';

/** A finding in words: what is wrong and where, Chinese, then English. */
export function tellFinding(finding: AuditFinding): string {
  switch (finding.kind) {
    case 'seals-missing':
      return `封印 ${finding.from} 到 ${finding.to} 不见了 / seals ${finding.from} to ${finding.to} are gone`;
    case 'seal-changed':
      return `封印 ${finding.no} 被改过 / seal ${finding.no} was changed`;
    case 'chain-broken':
      return `封印 ${finding.no} 接不上前一个:${finding.no - 1} 被重做,或 ${finding.no} 是插入的 / seal ${finding.no} does not follow ${finding.no - 1}: that one was made anew, or this one was put in`;
    case 'row-missing':
      return `${finding.source} 第 ${finding.id} 行被删除 / row ${finding.id} of ${finding.source} was deleted`;
    case 'row-changed':
      return `${finding.source} 第 ${finding.id} 行被改过 / row ${finding.id} of ${finding.source} was changed`;
    case 'row-unsealed':
      return `${finding.source} 第 ${finding.id} 行没有封印:事后插入,或封印被删 / row ${finding.id} of ${finding.source} has no seal: put in later, or robbed of it`;
    case 'seals-cut':
      return `链止于 ${finding.no},检查点(${places[finding.place].zh})见过 ${finding.checkpoint} / the chain ends at ${finding.no}; a checkpoint (${places[finding.place].en}) has seen ${finding.checkpoint}`;
    case 'rewritten':
      return `封印 ${finding.after} 之后到 ${finding.no} 之间被重写:与 ${finding.at} 的检查点(${places[finding.place].zh})不符 / rewritten behind seal ${finding.after}, up to ${finding.no}: the checkpoint of ${finding.at} (${places[finding.place].en}) saw another chain`;
    case 'checkpoint-forged':
      return `封印 ${finding.no} 的检查点(${places[finding.place].zh})签名不对 / the checkpoint of seal ${finding.no} (${places[finding.place].en}) bears no trusted signature`;
    case 'checkpoint-missing':
      return `数据库里没有封印 ${finding.no} 的检查点了 / the database has lost the checkpoint of seal ${finding.no}`;
  }
}

const places = {
  table: { zh: '数据库里', en: 'in the database' },
  file: { zh: '数据库外的文件', en: 'in the file' },
} as const;
