/** Where workers wait for each other; two int32 of shared memory: those that have come, and the round. */
export class Barrier {
  private readonly words: Int32Array;

  constructor(
    buffer: SharedArrayBuffer,
    address: number,
    private readonly workers: number,
  ) {
    this.words = new Int32Array(buffer, address, 2);
  }

  /** Blocks until every worker has come. */
  wait(): void {
    const round = Atomics.load(this.words, 1);
    if (Atomics.add(this.words, 0, 1) + 1 === this.workers) {
      Atomics.store(this.words, 0, 0);
      Atomics.add(this.words, 1, 1);
      Atomics.notify(this.words, 1);
      return;
    }
    // What ended the round before may wake one that has come here meanwhile.
    while (Atomics.load(this.words, 1) === round) Atomics.wait(this.words, 1, round);
  }
}
