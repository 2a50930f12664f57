/** So that a line finds room in that of another of about its length. */
const roomStep = 4096;

interface KeptLine {
  readonly room: Buffer;
  readonly length: number;
}

/**
 * Copies of lines, each for what stands for it. Room is used again: a long record has thousands of
 * lines of which a few hundred stay, and memory outside of the heap is given back late.
 */
export class KeptLines {
  private readonly lines = new Map<object, KeptLine>();
  private free: Buffer[] = [];

  put(owner: object, line: Buffer): void {
    const found = this.free.pop();
    const isEnough = found !== undefined && found.length >= line.length;
    const size = Math.ceil(line.length / roomStep) * roomStep;
    const room = isEnough ? found : Buffer.allocUnsafeSlow(size);
    line.copy(room);
    this.lines.set(owner, { room, length: line.length });
  }

  get(owner: object): Buffer | undefined {
    const line = this.lines.get(owner);
    return line?.room.subarray(0, line.length);
  }

  /** All others are given up. */
  keepOnly(owners: ReadonlySet<object>): void {
    for (const [owner, { room }] of this.lines) {
      if (owners.has(owner)) continue;
      this.lines.delete(owner);
      this.free.push(room);
    }
  }
}
