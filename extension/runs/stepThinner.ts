import type { StepPoint } from "../../model/run/stepHistory.js";

/** Above this a curve has more points than a chart has pixels. */
const mostPoints = 2000;

/** Of some steps in a row the ones with the lowest and the highest loss, in their order; one where it is both. */
type Stretch = readonly StepPoint[];

/**
 * Thins the steps of a curve while they come, so that a bounded number stays of any number of them: both
 * ends, and of every stretch of steps the lowest and the highest, so that no peak is lost. Stretches
 * are joined two by two when they become too many.
 */
export class StepThinner {
  private stretches: Stretch[] = [];
  private perStretch = 2;
  private inLast = 0;
  private newest: StepPoint | undefined;

  constructor(private readonly most = mostPoints) {}

  /** Steps come in order: one that was seen already is not new. */
  add(step: StepPoint): void {
    if (step.step <= (this.newest?.step ?? -1)) return;
    this.newest = step;
    const last = this.inLast < this.perStretch ? this.stretches.pop() : undefined;
    this.stretches.push(last === undefined ? [step] : extremesOf([...last, step]));
    this.inLast = last === undefined ? 1 : this.inLast + 1;
    if (this.stretches.length > this.most / 2) this.join();
  }

  dropAfter(step: number): void {
    this.stretches = this.stretches
      .map((stretch) => stretch.filter((point) => point.step <= step))
      .filter((stretch) => stretch.length > 0);
    this.newest = this.stretches.at(-1)?.at(-1);
    this.inLast = this.perStretch;
  }

  points(): readonly StepPoint[] {
    const points = this.stretches.flat();
    const { newest } = this;
    return newest === undefined || points.at(-1) === newest ? points : [...points, newest];
  }

  private join(): void {
    const { stretches } = this;
    this.stretches = stretches.flatMap((stretch, index) =>
      index % 2 === 0 ? [extremesOf([...stretch, ...(stretches[index + 1] ?? [])])] : [],
    );
    if (stretches.length % 2 === 0) this.inLast += this.perStretch;
    this.perStretch *= 2;
  }
}

function extremesOf(points: readonly StepPoint[]): Stretch {
  const byLoss = points.toSorted((a, b) => a.loss - b.loss);
  const ends = [byLoss[0], byLoss.at(-1)].filter((point) => point !== undefined);
  return [...new Set(ends)].sort((a, b) => a.step - b.step);
}
