import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { installedBounds } from './installed.js';

/** A program of the bench in a process of its own: sends what it was asked with, and answers once. */
export async function inOwnProcess<Question extends object, Answer>(program: URL, question: Question): Promise<Answer> {
  const child: ChildProcess = fork(program, [], {
    serialization: 'advanced',
    execArgv: [...installedBounds('worker')],
  });
  child.send(question);
  const [answer] = (await Promise.race([once(child, 'message'), failed(child)])) as [Answer];
  child.disconnect();
  await once(child, 'exit');
  return answer;
}

/** The other side: answers the one question. A throw ends the process with exit code 1 and its message. */
export function answering<Question, Answer>(work: (question: Question) => Promise<Answer>): void {
  process.once('message', (question: Question) => {
    void work(question).then(
      (answer) => process.send!(answer as object),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}

async function failed(child: ChildProcess): Promise<never> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  throw new Error(`a process of the bench ended early: ${signal ?? `exit code ${code}`}`);
}

/** The program beside the asking file, compiled or not: `programBeside(import.meta.url, 'worker')`. */
export function programBeside(file: string, name: string): URL {
  return new URL(`${name}${file.endsWith('.ts') ? '.ts' : '.js'}`, file);
}

/** A program of the bench by its place under `test/bench`: `programIn('http/client')`. */
export function programIn(place: string): URL {
  return programBeside(import.meta.url, `../${place}`);
}
