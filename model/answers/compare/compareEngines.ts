import { requireDataFolder } from "../../data/requireDataFolder.js";
import { UserError } from "../../messages/userError.js";
import type { RunConfig } from "../../run/config.js";
import type { PreparationSurroundings } from "../../training/prepare.js";
import { reportEngines } from "../reportEngines.js";
import { compareLosses, type EngineLosses, type LossComparison } from "./compareLosses.js";
import { firstLosses } from "./firstLosses.js";

export interface ComparisonQuestion {
  /** Two or more ids; empty for all that can be used. */
  readonly engines: readonly string[];
  /** What each trains, for `maxSteps` steps. */
  readonly config: RunConfig;
  /** Empty for the usual places. */
  readonly dataDirectory: string;
}

export interface EngineComparison extends LossComparison {
  readonly losses: readonly EngineLosses[];
  /** Whether they differ by rounding alone. */
  readonly isSame: boolean;
}

interface ComparisonSurroundings extends PreparationSurroundings {
  /** Told of every step of every engine, as it is taken. */
  readonly onLoss: (engine: string, step: number, loss: number) => void;
}

/** Sums in another order may move a loss so far, relative to it, in float32 and twenty steps. */
const tolerance = 1e-3;

/** Trains the same first steps on several engines, one after the other. */
export async function compareEngines(
  { engines, config, dataDirectory }: ComparisonQuestion,
  { onLoss, ...surroundings }: ComparisonSurroundings,
): Promise<EngineComparison> {
  await requireDataFolder(config.dataset, dataDirectory);
  const { environment } = surroundings;
  const [first, ...rest] =
    engines.length > 0
      ? engines
      : (await reportEngines(environment)).flatMap(({ id, available }) => (available ? [id] : []));
  if (first === undefined || rest.length === 0) throw tooFewEngines();
  const lossesOf = async (engine: string): Promise<EngineLosses> => {
    const losses: number[] = [];
    const asked = { ...config, engine };
    for await (const loss of firstLosses(asked, dataDirectory, surroundings)) {
      losses.push(loss);
      if (!Number.isFinite(loss)) throw lossIsLost(engine, losses.length);
      onLoss(engine, losses.length, loss);
    }
    return { engine, losses };
  };
  const reference = await lossesOf(first);
  const others: EngineLosses[] = [];
  for (const engine of rest) others.push(await lossesOf(engine));
  const comparison = compareLosses(reference, others);
  const isSame = comparison.deviation < tolerance;
  return { losses: [reference, ...others], ...comparison, isSame };
}

function lossIsLost(engine: string, step: number): UserError {
  return new UserError(
    `The loss is no number on ${engine} at step ${step}.`,
    "",
    "Compare with a lower --learning-rate, or see googlenet engines --verify.",
  );
}

function tooFewEngines(): UserError {
  return new UserError(
    "There are no two engines to compare.",
    "A comparison needs two that can be used on this machine.",
    "See googlenet engines for what each of them needs.",
  );
}
