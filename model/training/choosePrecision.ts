import type { Dataset } from "../data/dataset.js";
import type { ChosenEngine } from "../engine/choose.js";
import type { Environment } from "../engine/engine.js";
import type { Paces } from "../folder/paces.js";
import { type Message, says, sentences } from "../messages/message.js";
import type { RunConfig, SettledConfig } from "../run/config.js";
import { isSameWork, type Pace } from "../run/pace.js";
import { candidatePrecisions, fastestOf } from "../run/precision.js";
import { trySteps, workOn } from "./tryPace.js";

/** A configuration with the precision that it is computed in, and why, where that was to be found. */
export interface PrecisionChoice {
  readonly config: SettledConfig;
  readonly reason: Message | null;
}

interface Surroundings {
  readonly choice: ChosenEngine;
  readonly environment: Environment;
  readonly dataset: Dataset;
  /** Where trials are remembered; nowhere if left out. */
  readonly paces?: Paces | undefined;
  readonly log: (message: Message) => void;
}

/**
 * The precision of a run: as it was asked for, or the fastest that is safe on the engine, by a few steps
 * in each, which are not taken again where the machine remembers them. Throws the environment's
 * signal's reason where it is aborted meanwhile.
 */
export async function choosePrecision(
  config: RunConfig,
  surroundings: Surroundings,
): Promise<PrecisionChoice> {
  const { engine, report } = surroundings.choice;
  const [first, ...others] = candidatePrecisions(config, report.otherPrecisions);
  const settled = { ...config, precision: first };
  if (config.precision !== "auto") return { config: settled, reason: null };
  if (config.recipe === "chapter") {
    return { config: settled, reason: says("The precision is float32, as in the chapter.") };
  }
  if (others.length === 0) {
    const reason = says("The precision is float32: {0} trains in no other.", engine.title);
    return { config: settled, reason };
  }
  const known = await paceOf(settled, surroundings);
  const tried = known === null ? [] : [known];
  for (const precision of known === null ? [] : others) {
    const pace = await paceOf({ ...config, precision }, surroundings);
    if (pace !== null) tried.push(pace);
  }
  const [base, ...rivals] = tried;
  if (base === undefined || rivals.length === 0) {
    const reason = says("The precision is float32, since no other could be tried.");
    return { config: settled, reason };
  }
  const { precision } = fastestOf(base, rivals);
  return { config: { ...config, precision }, reason: reasonOf(precision, base, rivals) };
}

function reasonOf(precision: string, base: Pace, rivals: readonly Pace[]): Message {
  return sentences(
    says("The precision is {0}, the fastest that is safe here.", precision),
    ...rivals.map((rival) =>
      says(
        "{0} trains at {1} times the speed of float32.",
        ...[rival.precision, (rival.examplesPerSecond / base.examplesPerSecond).toFixed(2)],
      ),
    ),
  );
}

/** Null where steps in this precision cannot be tried. */
async function paceOf(
  config: SettledConfig,
  { choice, environment, dataset, paces, log }: Surroundings,
): Promise<Pace | null> {
  const { train, classNames } = dataset;
  const size = { ...train, classes: classNames.length };
  const work = workOn(choice, config, size, environment);
  const known = (await paces?.read())?.findLast((pace) => isSameWork(pace, work));
  if (known !== undefined) return known;
  log(says("Trying some steps in {0}", config.precision));
  try {
    const pace = await trySteps([choice], config, size, environment);
    await paces?.remember(pace);
    return pace;
  } catch (error) {
    if (environment.signal?.aborted === true) throw error;
    return null;
  }
}
