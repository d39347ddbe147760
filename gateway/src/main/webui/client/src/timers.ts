/** Timers by name: one that is set again takes the place of the one before. */
export class Timers {
  private readonly running = new Map<string, ReturnType<typeof setTimeout>>();

  later(name: string, ms: number, action: () => void): void {
    this.cancel(name);
    this.running.set(
      name,
      setTimeout(() => {
        this.running.delete(name);
        action();
      }, ms),
    );
  }

  has(name: string): boolean {
    return this.running.has(name);
  }

  cancel(name: string): void {
    clearTimeout(this.running.get(name));
    this.running.delete(name);
  }

  cancelAll(isMeant: (name: string) => boolean = () => true): void {
    for (const name of [...this.running.keys()]) {
      if (isMeant(name)) {
        this.cancel(name);
      }
    }
  }
}
