import { type Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { RotateKey, type RotationResult } from '#engine';
import { readEnvironment } from '#platform';
import { Temporal } from 'temporal-polyfill';
import { settingsOf } from '../../../composition/src/index.js';
import { type ExitCode } from '../command.js';
import { databaseUrlOf } from '../database-url.js';
import { withEngine } from '../import/with-engine.js';
import { JsonLines } from '../lines.js';

/**
 * `guacun rotate-key`: a new key seals from now on, and all that is sealed is sealed anew; `--finish` takes the old key
 * out. The system goes on running; killed, the command is simply started again.
 */
export async function rotateKey(
  finish: boolean,
  output: Writable,
  complain: (text: string) => void,
): Promise<ExitCode> {
  const environment = readEnvironment();
  const settings = await settingsOf(environment, await databaseUrlOf(environment), environment.DEMO ?? false);
  const lines = new JsonLines(output);
  return withEngine(settings, async (engine) => {
    const rotation = engine.get(RotateKey);
    const now = () => Temporal.Now.instant();
    const run = () =>
      finish ? rotation.finish(now()) : rotation.execute(now(), (line) => complain(`… ${JSON.stringify(line)}`));
    let result = await run();
    while (result.kind === 'too-early') {
      await setTimeout(Math.max(100, result.until.epochMilliseconds - now().epochMilliseconds));
      result = await run();
    }
    await lines.write(result);
    const told = words[result.kind];
    if (told) complain(told);
    return result.kind === 'sealed-anew' || result.kind === 'finished' ? 0 : 1;
  });
}

const words: Partial<Record<RotationResult['kind'], string>> = {
  busy: '另一个换密钥的进程正在运行。\nAnother rotation is at work.',
  'sealed-anew':
    '已全部改用新密钥。确认所有进程都在运行新密钥后,执行 guacun rotate-key --finish 停用旧密钥。\n' +
    'All is sealed with the new key. Run guacun rotate-key --finish to take the old one out.',
  'nothing-to-finish': '只有一把密钥,没有可停用的。\nThere is one key only; nothing to take out.',
  'still-used':
    '旧密钥还在用:请再执行一次 guacun rotate-key。\nThe old key is still in use: run guacun rotate-key once more.',
  finished:
    '旧密钥已停用,文件改名为 .retired。换密钥以前做的备份仍要靠它打开,请与备份一起另存。\n' +
    'The old key is out of use; its file is now called .retired. Backups made before need it: keep it with them.',
};
