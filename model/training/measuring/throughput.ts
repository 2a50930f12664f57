const windowLength = 20;

/** Examples a second over the newest steps; the first step of a process is left out, since it warms up. */
export class Throughput {
  private readonly newest: { readonly examples: number; readonly seconds: number }[] = [];
  private steps = 0;

  add(examples: number, seconds: number): void {
    this.steps++;
    if (this.steps === 2) this.newest.length = 0;
    this.newest.push({ examples, seconds });
    if (this.newest.length > windowLength) this.newest.shift();
  }

  get examplesPerSecond(): number {
    let examples = 0;
    let seconds = 0;
    for (const step of this.newest) {
      examples += step.examples;
      seconds += step.seconds;
    }
    return seconds > 0 ? examples / seconds : 0;
  }
}
