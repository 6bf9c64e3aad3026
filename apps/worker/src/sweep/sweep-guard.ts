/**
 * Sweeps at a plain interval although no queue wakes it (design §7). A sweep that fails is told, never swallowed; one
 * that takes long is waited for, not doubled.
 */
export class SweepGuard {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;

  constructor(
    private readonly sweep: () => Promise<unknown>,
    private readonly tell: (failure: string) => void,
    private readonly everyMilliseconds = 15_000,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.sweeping ??= this.once().finally(() => (this.sweeping = undefined));
    }, this.everyMilliseconds);
  }

  /** No further sweep begins; one that runs is waited for. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  private async once(): Promise<void> {
    try {
      await this.sweep();
    } catch (error) {
      this.tell(`the guard could not fire all that is due: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
