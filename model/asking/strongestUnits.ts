/** So many examples are told of each channel at most, as Zeiler & Fergus show them (2014, figure 2). */
export const toldOfChannel = 9;

/** What was found for each channel, the strongest first. */
export interface FoundUnits {
  /** [channels, most]. */
  readonly values: Float32Array;
  /** Their examples, as many; −1 for none. */
  readonly examples: Int32Array;
  /** Their places in the grid, as many. */
  readonly places: Int32Array;
}

/** Keeps the examples in which a channel has its strongest units, so many of each channel at most, whatever number pass. */
export class StrongestUnits {
  private readonly kept: FoundUnits;
  /** Of the example at hand. */
  private readonly largest: Float32Array;
  private readonly largestAt: Int32Array;

  constructor(
    private readonly channels: number,
    private readonly most: number,
  ) {
    this.kept = {
      values: new Float32Array(channels * most),
      examples: new Int32Array(channels * most).fill(-1),
      places: new Int32Array(channels * most),
    };
    this.largest = new Float32Array(channels);
    this.largestAt = new Int32Array(channels);
  }

  get found(): FoundUnits {
    return this.kept;
  }

  /** The values of an example, [height, width, channels]. Of examples that are as strong, the one before stays before. */
  add(example: number, values: Float32Array): void {
    this.look(values);
    for (let channel = 0; channel < this.channels; channel++) {
      const value = this.largest[channel] ?? 0;
      // Exactly 0 is what a rectified channel says of an example in which it finds nothing.
      if (value !== 0) this.insert(channel, value, example);
    }
  }

  private look(values: Float32Array): void {
    const { channels, largest, largestAt } = this;
    largest.fill(-Infinity);
    let next = 0;
    for (let place = 0; next < values.length; place++) {
      for (let channel = 0; channel < channels; channel++) {
        const value = values[next++] ?? 0;
        if (value > (largest[channel] ?? 0)) {
          largest[channel] = value;
          largestAt[channel] = place;
        }
      }
    }
  }

  private insert(channel: number, value: number, example: number): void {
    const { values, examples, places } = this.kept;
    const start = channel * this.most;
    const isBefore = (at: number): boolean => examples[at] === -1 || value > (values[at] ?? 0);
    let at = start + this.most;
    while (at > start && isBefore(at - 1)) at -= 1;
    if (at === start + this.most) return;
    for (const list of [values, examples, places]) {
      list.copyWithin(at + 1, at, start + this.most - 1);
    }
    values[at] = value;
    examples[at] = example;
    places[at] = this.largestAt[channel] ?? 0;
  }
}
