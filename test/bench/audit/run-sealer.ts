import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { programBeside } from '../server/process.js';
import { type Done, type Task } from './sealer.js';

/** A sealer at work in a process of its own. */
export class RunningSealer {
  private constructor(private readonly child: ChildProcess) {}

  static async start(question: Task): Promise<RunningSealer> {
    const child = fork(programBeside(import.meta.url, 'sealer'));
    child.send(question);
    await Promise.race([once(child, 'message'), failed(child)]);
    return new RunningSealer(child);
  }

  /** What it did, when it is through. */
  async done(): Promise<Done> {
    const [done] = (await Promise.race([once(this.child, 'message'), failed(this.child)])) as [Done];
    return done;
  }

  /** One that ticks ends after its next look, so that nothing is left unsealed. */
  stop(): Promise<Done> {
    this.child.send('stop');
    return this.done();
  }
}

async function failed(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`a sealer of the bench ended early with ${code}`);
}
