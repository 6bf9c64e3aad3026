import { parseArgs } from 'node:util';
import { StartUpError } from '#platform';

/** What `npm start -- …` was asked for. Without a county the demonstration county starts. */
export type LocalArguments = { county?: string; help: boolean };

export const usage = `npm start                       启动演示县(合成数据) / start the demonstration county (synthetic data)
npm start -- --county 350123    启动真实的县 / start a real county
环境变量 / environment: PORT=3000  HOST=127.0.0.1  DATA_DIR=.data`;

/** Reads the command line. Throws `StartUpError('arguments-invalid')` for an option it does not know or a malformed county code. */
export function readArguments(words: readonly string[]): LocalArguments {
  const { county, help = false } = parse(words);
  if (county !== undefined && !/^\d{6}$/.test(county))
    throw refused(
      `--county 后面请写六位县级区划代码,例如 350123`,
      `--county takes a county code of six digits, for example 350123`,
    );
  return { county, help };
}

function parse(words: readonly string[]): { county?: string; help?: boolean } {
  try {
    return parseArgs({ args: [...words], options: { county: { type: 'string' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    throw refused('无法识别的参数', error instanceof Error ? error.message : String(error));
  }
}

const refused = (zh: string, en: string): StartUpError => new StartUpError('arguments-invalid', `${zh}\n${usage}`, en);
