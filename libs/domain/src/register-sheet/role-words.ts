import { compact } from '../ledger/cell.js';
import { nearestTo } from '../ledger/near.js';
import { type Duty, type Link, type Posting, type Role } from '../party/directory.js';

/** What sheets call each value; the label, which templates and exports use, comes first. */
type Words<Value extends string> = Readonly<Record<Value, readonly string[]>>;

const roleWords: Words<Role> = {
  'county-office': ['县办公室', '县委办', '县政府办', '县办'],
  supervisor: ['督查', '督查干部', '督查员'],
  leader: ['领导', '县领导'],
  'field-cadre': ['下点干部'],
  'first-secretary': ['驻村第一书记', '第一书记'],
  instructor: ['党建指导员', '指导员'],
  'township-office': ['乡镇办公室', '乡镇党政办', '党政办'],
  'village-clerk': ['村干部', '村文书'],
  handler: ['承办人', '经办人'],
  head: ['单位负责人', '负责人'],
  partner: ['参与单位'],
  volunteer: ['志愿者'],
  resident: ['居民', '群众'],
  'system-admin': ['系统管理员'],
  'security-admin': ['安全管理员'],
  'audit-admin': ['审计管理员'],
};

const rankWords: Words<NonNullable<Posting['rank']>> = { chief: ['正职', '主要领导'], deputy: ['副职', '副'] };

const linkWords: Words<Link['role']> = {
  leader: ['挂村领导', '挂钩领导', '包村领导', '领导'],
  cadre: ['挂村干部', '挂钩干部', '下点干部', '包村干部', '干部'],
  'first-secretary': ['驻村第一书记', '第一书记'],
  instructor: ['党建指导员', '指导员'],
};

const dutyWords: Words<Duty['role']> = {
  leader: ['带班领导', '值班领导', '领导'],
  head: ['值班负责人', '负责人'],
  officer: ['值班员', '值班人员', '值班'],
};

/** Finds a value by its label, a synonym or its code; offers what may have been meant, and never takes it. */
export class WordList<Value extends string> {
  private readonly byWord = new Map<string, Value>();

  constructor(private readonly words: Words<Value>) {
    for (const value of Object.keys(words) as Value[])
      for (const word of [value, ...words[value]]) this.byWord.set(compact(word).toLowerCase(), value);
  }

  named(text: string): Value | undefined {
    return this.byWord.get(compact(text).toLowerCase());
  }

  label(value: Value): string {
    return this.words[value][0]!;
  }

  near(text: string): string[] {
    const word = compact(text).toLowerCase();
    // of two characters that differ in one, each is a word of its own
    const alike = word.length < 3 ? [] : nearestTo(word, this.byWord.keys());
    const longer = word === '' ? [] : [...this.byWord.keys()].filter((one) => one.includes(word));
    const close = [...alike, ...longer].map((found) => this.label(this.byWord.get(found)!));
    return close.length > 0 ? [...new Set(close)] : (Object.keys(this.words) as Value[]).map((one) => this.label(one));
  }
}

export const postingRoles = new WordList(roleWords);
export const postingRanks = new WordList(rankWords);
export const linkRoleWords = new WordList(linkWords);
export const dutyRoleWords = new WordList(dutyWords);

/** Yes or no as people tick it; null where it is neither. A blank is no. */
export function tickIn(text: string): boolean | null {
  const word = compact(text).toLowerCase();
  if (/^(是|√|✓|y|yes|true|1|主挂)$/.test(word)) return true;
  return /^(|否|×|x|n|no|false|0|\/|-|—|无)$/.test(word) ? false : null;
}
