import { datasets } from "../data/index.js";
import { engines } from "../engine/index.js";
import { buildGraph } from "../network/graph.js";
import { findNetwork, networks } from "../network/index.js";
import { takes } from "../network/leastInput.js";
import type { NetworkSpec, PerAxis } from "../network/spec.js";
import { checkRunConfig } from "../run/checkConfig.js";
import { configKeys, defaultRunConfig, recipeIds, type RunConfig } from "../run/config.js";
import { options } from "../run/options.js";
import { valueText } from "../run/toldOption.js";
import type { TrainingOption } from "../run/trainingOption.js";
import { unknownName } from "../messages/unknownName.js";
import { UsageError } from "../messages/userError.js";
import { flagOf, readTyped, type TypedOptions } from "./trainingOptions.js";

/** The ids that a configuration may name, by its key. */
const known = {
  network: networks,
  dataset: datasets,
  recipe: recipeIds.map((id) => ({ id })),
  engine: [{ id: "auto" }, ...engines],
} as const;

/**
 * The recipe's defaults, or the recorded configuration of the run that goes on, with what was typed
 * in place. Throws a UsageError for the first value that is bad, or that the run cannot go on with.
 */
export function trainConfig(typed: TypedOptions, recorded?: RunConfig): RunConfig {
  for (const [key, choices] of Object.entries(known)) {
    // SAFETY: `known` is written out above, so that it has no other keys.
    const id = typed[key as keyof typeof known];
    if (id !== undefined && !choices.some((choice) => choice.id === id)) {
      throw unknownName(key === "dataset" ? "data set" : key, id, choices);
    }
  }
  const recipe = recipeIds.find((id) => id === typed.recipe);
  const config = checkRunConfig({
    ...(recorded ?? defaultRunConfig(recipe)),
    ...readTyped(typed),
  });
  if (recorded !== undefined) refuseChanges(config, recorded);
  return config;
}

function refuseChanges(config: RunConfig, recorded: RunConfig): void {
  for (const key of configKeys) {
    const { isFixed }: TrainingOption = options[key];
    const [asked, begun] = [valueText(config[key]), valueText(recorded[key])];
    if (asked === begun) continue;
    if (isFixed !== true && !(key === "inputSize" && changesParameters(config, recorded))) continue;
    const option = flagOf(key);
    throw new UsageError(
      `The run cannot go on with ${option} ${asked}.`,
      `It was begun with ${option} ${begun}, and its checkpoints are of no use with another.`,
      `Leave ${option} out, or begin a new run in another folder.`,
    );
  }
}

/** Whether the network has other parameters on images of another size, as behind maps that a dense layer reads. */
function changesParameters(config: RunConfig, recorded: RunConfig): boolean {
  const spec = findNetwork(recorded.network);
  if (spec === undefined || !takes(spec, config.inputSize)) return false;
  const [one, other] = [config, recorded].map(({ inputSize }) => parameterShapes(spec, inputSize));
  return one !== other;
}

function parameterShapes(spec: NetworkSpec, [height, width]: PerAxis): string {
  const { nodes } = buildGraph(spec, [spec.input[0] ?? 1, height, width]);
  return JSON.stringify(nodes.map(({ parameterSpecs }) => parameterSpecs));
}
