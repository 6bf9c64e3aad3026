import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { choose } from '../case/choice.js';
import { readCaseType } from '../case/read-case-type.js';
import { awaitedPlaces } from './awaited-places.js';

const folder = new URL('../../../../config/case-types/', import.meta.url);
const types = readdirSync(folder).map((file) => {
  const read = readCaseType(parse(readFileSync(new URL(file, folder), 'utf8')));
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.type;
});

describe('the places that states wait on first', () => {
  it('are one for each situation, and the one that the choice makes', () => {
    for (const type of types) {
      const places = awaitedPlaces(type);
      const names = [...new Set(places.flatMap(({ when, unless }) => [...when, ...unless]))];
      fc.assert(
        fc.property(fc.subarray(names), (true_) => {
          const conditions = new Set(true_);
          for (const { name, waitsOn } of type.states.values()) {
            const chosen = choose(waitsOn, conditions)?.[0];
            const found = places.filter(
              ({ state, when, unless }) =>
                state === name &&
                when.every((one) => conditions.has(one)) &&
                !unless.some((one) => conditions.has(one)),
            );
            expect([name, found.map(({ party }) => party)]).toEqual([name, chosen ? [chosen] : []]);
          }
        }),
      );
    }
  });
});
