import { type CaseType, type JsonObject, type Span, type Step } from '#domain';

const units: Readonly<Record<Span['unit'], string>> = {
  wd: '个工作日',
  nd: '个自然日',
  wh: '个工作小时',
  h: '小时',
  min: '分钟',
};

/** A span as people say it: 10 个工作日. */
export function spanInWords({ amount, unit }: Span): string {
  return `${amount} ${units[unit]}`;
}

/** When a step of a ladder stands: 到期前 2 个工作日. */
export function stepInWords({ at }: Step): string {
  switch (at.kind) {
    case 'due':
      return '到期';
    case 'before':
      return `到期前 ${spanInWords(at.span)}`;
    case 'after':
      return `超期 ${spanInWords(at.span)}`;
    case 'share':
      return `时限用去 ${at.percent}%`;
  }
}

const colours = { blue: '蓝色', orange: '橙色', red: '红色' } as const;
const proposals = { interview: '建议约谈', 'county-list': '建议挂牌督办' } as const;

/** What a step does beside telling those it names: urge, draft an order for the supervisors, propose to the leader above. */
export function effectsInWords({ level, draft, propose }: Step): string {
  return [
    level && '催办',
    draft && `${colours[draft]}督办单草稿,交 \`county-supervisor\` 决定`,
    propose && `向 \`leader-above\` ${proposals[propose]}`,
  ]
    .filter(Boolean)
    .join(';');
}

/** The values of a shared piece of the type's forms with their Chinese labels: the urgencies, the kinds. */
export function labelsOf({ forms }: CaseType, piece: string): [code: string, zh: string][] {
  const labels = (forms[piece] as JsonObject | undefined)?.['x-enum'] as Record<string, { zh: string }> | undefined;
  return Object.entries(labels ?? {}).map(([code, { zh }]) => [code, zh]);
}

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell || '—').join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
