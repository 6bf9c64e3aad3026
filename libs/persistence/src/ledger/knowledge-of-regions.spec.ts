import { describe, expect, it } from '@jest/globals';
import { ledgerVocabulary } from '#domain';
import { knowledgeOfRegions } from './knowledge-of-regions.js';

const division = (
  code: string,
  name: string,
  shortName: string | null,
  validFrom = '2022-10-31',
  validTo: string | null = null,
) => ({
  ...{ code, name, shortName, validFrom, validTo, successorCode: null },
});

const knowledge = knowledgeOfRegions(
  '350123',
  [
    division('350123', '罗源县', '罗源'),
    division('350123202', '起步镇', null),
    division('350123202201', '起步村委会', '起步村'),
    division('350123202206', '旧名村委会', '旧名村', '2022-10-31', '2023-06-30'),
    division('350123202206', '新名村委会', '新名村', '2023-06-30'),
  ],
  '2026-11-23',
);

describe('what a county knows of its places', () => {
  const { places } = ledgerVocabulary({ ...knowledge, categories: [], organisations: [], today: '2026-11-23' });
  const found = (name: string, day: string) => {
    const finding = places.village(name, places.township('起步镇'), day);
    return finding.ok ? finding.village.code : finding.problem.code;
  };

  it('is named by the county, its townships and every name of its villages', () => {
    expect([knowledge.county, knowledge.townships]).toEqual(['罗源县', [{ code: '350123202', name: '起步镇' }]]);
    expect(found('起步村', '2026-11-02')).toBe('350123202201');
    expect(found('起步村委会', '2026-11-02')).toBe('350123202201');
  });

  it('holds a renamed village to the name of the day', () => {
    expect(found('新名村', '2026-11-02')).toBe('350123202206');
    expect(found('旧名村', '2026-11-02')).toBe('village-not-in-force');
    expect(found('旧名村', '2023-01-05')).toBe('350123202206');
    expect(found('新名村', '2023-01-05')).toBe('village-not-in-force');
  });

  it('finds the villages of a township of the past, and where they live today', () => {
    const ended = (code: string, name: string, successorCode: string) => ({
      ...division(code, name, null, '2022-10-31', '2025-01-01'),
      successorCode,
    });
    const past = knowledgeOfRegions(
      '350123',
      [
        ended('350123200', '旧乡', '350123102'),
        ended('350123200201', '甲村委会', '350123102201'),
        division('350123102', '新镇', null, '2025-01-01'),
        division('350123102201', '甲村委会', null, '2025-01-01'),
      ],
      '2026-11-23',
    );
    const { places: then } = ledgerVocabulary({ ...past, categories: [], organisations: [], today: '2026-11-23' });
    const finding = then.village('甲村', then.township('旧乡'), '2024-03-01');
    expect(finding).toMatchObject({ ok: true, village: { code: '350123200201' } });
    expect(finding.ok && then.heirOf(finding.village, '2026-11-23')).toBe('350123102201');
    expect(finding.ok && then.heirOf(finding.village, '2024-03-01')).toBe('350123200201');
  });

  it('takes matters from before the register begins: it does not know since when a village is there', () => {
    expect(found('起步村', '2019-03-01')).toBe('350123202201');
    expect(found('旧名村', '2019-03-01')).toBe('350123202206');
  });
});
