import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkout } from '../support/running-system.js';

const folder = 'libs/persistence/src';
const readsCases = /\b(?:FROM|JOIN)\s+(?:cases|case_text|case_event)\b/;
const hasScope = /\b(?:scopeCondition|caseCondition)\(/;

/** Files that read cases without a reader's scope, and why they may. */
const without: Readonly<Record<string, string>> = {
  'audit/audit-entries.ts': 'id and number only, for the audit administrator: who did what, not what it was about',
  'case/title-sql.ts': 'a part of statements that bring the scope themselves',
  'definitions/pg-case-migrations.ts':
    'moved to another version of their type: an administrator sees the number, its clocks and what keeps it there',
  'definitions/pg-definition-versions.ts': 'whether open cases are on a version: a number, for administrators',
  'duty-lists/unit-histories.ts': 'how many cases of a category ended with a unit: numbers, for who dispatches',
  'hand-over/pg-hand-overs.ts': 'the cases that name whoever leaves: moved, shown to nobody',
  'protection/forget-residents.ts':
    'whether a resident’s own cases are over, before the name is overwritten: shown to nobody',
  'protection/kept-rows.ts': 'whether an open case names somebody whose ended posting would go: shown to nobody',
  'protection/pg-kept-data.ts': 'what is past its time, to be anonymised: shown to nobody',
  'protection/pg-sealed-data.ts': 'sealed anew under another key: shown to nobody',
  'reads/search-condition.ts': 'a part of statements that bring the scope themselves',
  'vacancies/vacancies.ts': 'how many cases wait with a unit that nobody heads: a number, for who fills the place',
  'vacancies/vacant-cases.ts': 'a part of statements that bring the scope themselves',
};

function filesThat(matches: (text: string) => boolean): string[] {
  return readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.startsWith('migrations'))
    .filter((file) => matches(readFileSync(join(checkout, folder, file), 'utf8')))
    .sort();
}

describe('[design §10] the scope stands in the query', () => {
  const unscoped = filesThat((text) => readsCases.test(text) && !hasScope.test(text));

  it('of every file that reads cases, but those that answer nobody or only their own', () => {
    expect(unscoped).toEqual(Object.keys(without).sort());
  });

  it('would notice a file that forgets it', () => {
    expect(readsCases.test('SELECT * FROM cases c') && !hasScope.test('SELECT * FROM cases c')).toBe(true);
    expect(filesThat((text) => hasScope.test(text)).length).toBeGreaterThan(4);
  });
});
