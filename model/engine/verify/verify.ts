import type { Engine, Environment } from "../engine.js";
import expected from "./expected.json" with { type: "json" };
import { openThin } from "./openThin.js";
import { thinDataset } from "./thinNetwork.js";

/** What a verification found: whether the engine computes what the stored reference says. */
export interface Verification {
  readonly isCorrect: boolean;
  /** The largest relative deviation of a loss or a gradient norm. */
  readonly deviation: number;
  readonly seconds: number;
}

/** Of the stored reference's steps. */
export const learningRate = 0.05;
/** Float32 sums in another order differ by less than this in a network of this depth. */
const tolerance = 1e-3;

/**
 * Three training steps of a thin GoogLeNet, compared with the float64 results of an independent
 * program (`test/reference`). Throws what the engine throws.
 */
export async function verifyEngine(
  engine: Engine,
  environment: Environment,
): Promise<Verification> {
  const begin = performance.now();
  const session = await openThin(engine, environment);
  try {
    const indices = Int32Array.from({ length: thinDataset.train.count }, (_, index) => index);
    let deviation = 0;
    for (const [index, step] of expected.steps.entries()) {
      const input = { rate: learningRate, step: index + 1 };
      const { loss, statistics } = await session.step(indices, input, "statistics");
      const layers = [...(statistics?.values() ?? [])];
      const norm = Math.hypot(...layers.map(({ gradient }) => gradient ?? 0));
      deviation = Math.max(
        deviation,
        Math.abs(loss / step.loss - 1),
        Math.abs(norm / step.gradientNorm - 1),
      );
    }
    const seconds = (performance.now() - begin) / 1000;
    return { isCorrect: deviation < tolerance, deviation, seconds };
  } finally {
    session.close();
  }
}
