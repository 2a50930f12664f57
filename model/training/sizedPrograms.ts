import type { Dataset } from "../data/dataset.js";
import { says } from "../messages/message.js";
import { UsageError } from "../messages/userError.js";
import { buildProgram } from "../program/build.js";
import type { TrainingProgram } from "../program/program.js";
import type { RunConfig } from "../run/config.js";
import { sizeSpans, type ImageSize } from "../run/imageSizes.js";
import { countSteps } from "../run/runLength.js";
import type { CostedSpan } from "../run/spanLengths.js";
import { recipeOf } from "./recipeOf.js";
import { requireGraph } from "./requireGraph.js";
import { specToTrain } from "./specToTrain.js";

/** The programs of a run by the size of its images: of one network, whose state is the same in each. */
export class SizedPrograms {
  private readonly built = new Map<string, TrainingProgram>();

  constructor(
    private readonly config: RunConfig,
    private readonly dataset: Dataset,
  ) {}

  /** Throws a UsageError where the network cannot take the size, or has other weights for it than for the input size. */
  at(size: ImageSize): TrainingProgram {
    const known = this.built.get(size.join());
    if (known !== undefined) return known;
    const program = this.build(size);
    this.built.set(size.join(), program);
    const { inputSize } = this.config;
    if (size.join() !== inputSize.join()) requireSameState(program, this.at(inputSize), size);
    return program;
  }

  /** What there is to do at each size; `stepsPerEpoch` is left out where only the input size counts. */
  spans(): readonly CostedSpan[] {
    const { config, dataset } = this;
    const { stepsPerEpoch } = countSteps(config, dataset.train.count);
    return sizeSpans(config, stepsPerEpoch * config.epochs).map((span) => ({
      ...span,
      multiplyAdds: this.at(span.size).graph.multiplyAdds,
    }));
  }

  private build(inputSize: ImageSize): TrainingProgram {
    const { config, dataset } = this;
    const { height, width } = dataset.train;
    const spec = specToTrain({ ...config, inputSize }, dataset);
    const graph = requireGraph(spec, spec.input);
    return buildProgram(graph, { height, width }, recipeOf(config), config.seed);
  }
}

function requireSameState(one: TrainingProgram, other: TrainingProgram, size: ImageSize): void {
  if (JSON.stringify(one.state) === JSON.stringify(other.state)) return;
  throw new UsageError(
    says(
      "{0} has other weights for images of {1}, so that its images cannot change their size.",
      ...[one.graph.spec.title, size.join("×")],
    ),
    "A dense layer reads every place of its maps.",
    "Leave the first sizes out, or choose a network that ends in a global average.",
  );
}
