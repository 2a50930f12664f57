/**
 * So that something is told of the work every other second, and what goes between waits no longer: TensorFlow takes
 * a third more for four images at a time than for 64, and a tenth more for eight.
 */
const [shortMs, longMs] = [1000, 2500];
/** Before its first part nothing is known of the machine. */
const firstSize = 4;

/** How many images are asked about at once, so that each part of the work takes one to two seconds. */
export class Parts {
  private now: number;

  constructor(private readonly most: number) {
    this.now = Math.min(firstSize, most);
  }

  get size(): number {
    return this.now;
  }

  /** Sizes are halved and doubled, since an engine may arrange things for each. */
  took(milliseconds: number): void {
    if (milliseconds < shortMs) this.now = Math.min(this.most, 2 * this.now);
    else if (milliseconds > longMs) this.now = Math.max(1, Math.floor(this.now / 2));
  }
}
