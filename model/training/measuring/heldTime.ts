/** No step takes so much longer than those before it by itself. */
const heldSeconds = 60;
const [fewest, most] = [5, 21];

/**
 * Tells a process that was held, as by Ctrl-Z or a machine that slept, from one that is slow: one step
 * alone takes a minute longer than is usual.
 */
export class HeldTime {
  private readonly newest: number[] = [];
  private wasHeld = false;

  /** The seconds of work in those that a step took. */
  workIn(seconds: number): number {
    const usual = this.newest.length < fewest ? null : median(this.newest);
    const isLong = usual !== null && seconds > usual + heldSeconds;
    const isHeld = isLong && !this.wasHeld;
    this.wasHeld = isHeld;
    if (isHeld) return usual;
    // The second in a row: so slow is the machine now.
    if (isLong) this.newest.length = 0;
    this.newest.push(seconds);
    if (this.newest.length > most) this.newest.shift();
    return seconds;
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
