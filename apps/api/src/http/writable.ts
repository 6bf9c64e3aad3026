import { Problem } from './problem.js';

/** Refuses texts that no database and no page can write: NUL, and halves of characters. Throws the problem, by field. */
export function refuseUnwritable(value: unknown, field = ''): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || /\p{Surrogate}/u.test(value)) {
      throw new Problem(422, 'bad-fields', { fields: [{ field, rule: 'unwritable' }] });
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inside] of Object.entries(value)) {
      refuseUnwritable(key, field);
      refuseUnwritable(inside, field ? `${field}.${key}` : key);
    }
  }
}
