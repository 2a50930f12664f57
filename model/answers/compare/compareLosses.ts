/** The losses of one engine's first steps. */
export interface EngineLosses {
  readonly engine: string;
  readonly losses: readonly number[];
}

/** How far an engine's losses are from those of the first engine, relative to them, step by step. */
export interface EngineDeviations {
  readonly engine: string;
  readonly deviations: readonly number[];
}

export interface LossComparison {
  readonly reference: EngineLosses;
  readonly others: readonly EngineDeviations[];
  /** The largest of all. */
  readonly deviation: number;
}

/** Of two engines or more that took the same steps. */
export function compareLosses(
  reference: EngineLosses,
  others: readonly EngineLosses[],
): LossComparison {
  const compared = others.map(({ engine, losses }) => ({
    engine,
    deviations: reference.losses.map((loss, step) => Math.abs((losses[step] ?? NaN) / loss - 1)),
  }));
  const deviation = Math.max(...compared.flatMap(({ deviations }) => deviations));
  return { reference, others: compared, deviation };
}
