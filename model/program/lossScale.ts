import * as z from "zod";

/** Powers of two: scaling by one loses nothing. */
const initialScale = 2 ** 15;
const largestScale = 2 ** 24;
const stepsToGrow = 2000;

/** What a scale is to go on with exactly. */
export const lossScaleStateSchema = z.object({
  value: z.number().min(1).max(largestScale),
  /** Since it was last halved or doubled. */
  stepsSinceChange: z.int().nonnegative(),
});
export type LossScaleState = z.infer<typeof lossScaleStateSchema>;

/**
 * Dynamic loss scaling (Micikevicius et al. 2018, "Mixed precision training", section 3.2): the loss
 * is multiplied so that small gradients are not lost in float16, and the gradients are divided by the
 * same before the update. A step whose gradients overflow updates nothing and halves the scale; a
 * long time without one doubles it.
 */
export class LossScale {
  private current = initialScale;
  private stepsSinceChange = 0;

  get value(): number {
    return this.current;
  }

  get state(): LossScaleState {
    return { value: this.current, stepsSinceChange: this.stepsSinceChange };
  }

  set state({ value, stepsSinceChange }: LossScaleState) {
    this.current = value;
    this.stepsSinceChange = stepsSinceChange;
  }

  /** To be told of every step whether all its gradients were finite. */
  follow(wereFinite: boolean): void {
    this.stepsSinceChange++;
    if (!wereFinite) this.change(Math.max(1, this.current / 2));
    else if (this.stepsSinceChange >= stepsToGrow) {
      this.change(Math.min(largestScale, this.current * 2));
    }
  }

  private change(scale: number): void {
    this.current = scale;
    this.stepsSinceChange = 0;
  }
}
