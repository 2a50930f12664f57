import type { Dataset, Examples } from "../../model/data/dataset.js";
import { Reference } from "../../model/engine/reference/reference.js";
import { buildGraph } from "../../model/network/graph.js";
import type { NetworkSpec } from "../../model/network/spec.js";
import { buildProgram } from "../../model/program/build.js";
import type { TrainingProgram } from "../../model/program/program.js";
import { plainDescent, type Recipe } from "../../model/program/recipe.js";
import { startOf } from "./firstWeights.js";
import { noiseDataset, noiseExamples } from "./tinyNetwork.js";

/** A network with noise to learn from and its first weights: what every engine is tried with. */
export interface TrainedNetwork {
  /** Also says how it is trained. */
  readonly id: string;
  readonly dataset: Dataset;
  readonly program: TrainingProgram;
  readonly initial: ReadonlyMap<string, Float32Array>;
}

const [trained, tested] = [12, 7];

export function trainedNetwork(
  network: NetworkSpec,
  recipe: Recipe = plainDescent,
): TrainedNetwork {
  const dataset = {
    ...noiseDataset(trained, tested),
    train: examplesFor(network, trained),
    test: examplesFor(network, tested),
  };
  const program = buildProgram(buildGraph(network), dataset.train, recipe);
  const id = `${network.id} by ${recipe.optimizer.kind}`;
  return { id, dataset, program, initial: startOf(program.state, 5) };
}

/** Of another size than the network's input, so that they are resized; every class is among them. */
function examplesFor({ input, classes }: NetworkSpec, count: number): Examples {
  const examples = noiseExamples(count, 6, 5, input[0] ?? 1);
  return { ...examples, labels: examples.labels.map((_, index) => index % classes) };
}

/** The float64 reference with the network's first weights. */
export function referenceOf(
  { program, dataset, initial }: TrainedNetwork,
  examples: Examples = dataset.train,
): Reference {
  const reference = new Reference(program, examples);
  for (const [id, values] of initial) reference.write(id, values);
  return reference;
}
