import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';

/** Larger files are data; a key is small. */
const largest = 2 * 1024 * 1024;

/** The tokens and connection strings of this product, beside the keys of everybody's services that the preset knows. */
const own = [
  { what: 'an API token of Guacun', pattern: /\bguacun_[A-Za-z0-9_-]{24,}/ },
  // letters and digits for show (`password`, `user`) are short words; `${…}` is filled in elsewhere
  {
    what: 'the password of a database',
    pattern: /\b(?:postgres(?:ql)?|rediss?):\/\/[^\s:@/]*:(?=[^\s@]*\d)[A-Za-z0-9_-]{12,}@/,
  },
];

const rules = [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }];

/**
 * Looks for keys, tokens and passwords in every file that git tracks below `root`.
 * @returns {Promise<{file: string, line: number, what: string}[]>} without the secret itself, so that it can be printed
 */
export async function findSecrets(root) {
  const found = [];
  for (const file of trackedFiles(root)) {
    const path = join(root, file);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat?.isFile() || stat.size > largest) continue;
    const content = readFileSync(path, 'utf8');
    if (content.includes('\0')) continue;
    const { messages } = await lintSource({
      source: { filePath: path, content, contentType: 'text' },
      options: { config: { rules }, noPhysicFilePath: true },
    });
    found.push(
      ...messages.map(({ ruleId, messageId, loc }) => ({ file, line: loc.start.line, what: `${ruleId} ${messageId}` })),
      ...ownSecrets(content).map((one) => ({ file, ...one })),
    );
  }
  return found;
}

function ownSecrets(content) {
  return content
    .split('\n')
    .flatMap((text, index) =>
      own.filter(({ pattern }) => pattern.test(text)).map(({ what }) => ({ line: index + 1, what })),
    );
}

function trackedFiles(root) {
  const listed = execFileSync('git', ['-C', root, 'ls-files', '-z', '--cached'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return listed.split('\0').filter(Boolean);
}
