import { packagesOf } from './lock-file.mjs';

/** Licences (SPDX) under which this product may be given away under Apache-2.0; anything else is decided by a person. */
const allowed = new Set([
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT', 'Python-2.0'],
  ...['PostgreSQL', 'Unlicense', 'Zlib'],
]);

/** Data for browsers' versions, used while building alone. */
const allowedInDevelopment = new Set([...allowed, 'CC-BY-4.0']);

/**
 * The licences of all that is installed: how often each occurs, and the packages whose licence is not one of those above.
 * @returns {{counts: Map<string, number>, refused: string[]}}
 */
export function licencesOf(lock) {
  const counts = new Map();
  const refused = [];
  for (const [path, { license = 'none', dev }] of packagesOf(lock)) {
    const kind = dev ? `${license} (development)` : license;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (!isAllowed(license, dev ? allowedInDevelopment : allowed)) refused.push(`${path}: ${license}`);
  }
  return { counts: new Map([...counts].sort(([, a], [, b]) => b - a)), refused };
}

/** `(MIT OR CC0-1.0)`: one of them is enough; `Apache-2.0 AND MIT`: all are needed. */
function isAllowed(expression, known) {
  const plain = expression.replace(/^\((.*)\)$/, '$1');
  if (plain.includes(' OR ')) return plain.split(' OR ').some((one) => isAllowed(one, known));
  return plain.split(' AND ').every((one) => known.has(one.replace(/^\((.*)\)$/, '$1')));
}
