import { type Temporal } from 'temporal-polyfill';
import { type Directory, type Organisation } from '../party/directory.js';
import { covers } from './covers.js';

/**
 * How an organisation stands to a category: on its duty list, outside it, or without a list that could be asked. Work is
 * not handed down to a village body that has agreed to none: without a list, everything is outside it.
 */
export function standing(
  { id, kind }: Organisation,
  category: string,
  directory: Directory,
  at: Temporal.Instant,
): 'listed' | 'outside' | 'no-list' {
  const list = directory.dutyList(id, at);
  if (!list) return kind === 'village-body' ? 'outside' : 'no-list';
  return list.some((listed) => covers(listed, category)) ? 'listed' : 'outside';
}
