import { describe, expect, it } from '@jest/globals';
import { changesBetween, type LedgerEntry } from './entry.js';

const told = {
  completedOn: '2026-08-01',
  result: '合成：已修复',
  progress: null,
  urgency: 'normal',
  category: 'roads',
  leadUnit: null,
} as LedgerEntry;

describe('what a repeated row tells anew', () => {
  it('is what the record has otherwise or not yet', () => {
    expect(changesBetween({ completedOn: null, result: '合成：已修复', urgency: 'urgent' }, told)).toEqual([
      { field: 'completedOn', from: null, to: '2026-08-01' },
      { field: 'urgency', from: 'urgent', to: 'normal' },
    ]);
  });

  it('is never a blank: townships leave columns out', () => {
    expect(changesBetween({ progress: '合成：办理中' }, told)).toEqual([]);
  });
});
