import type { NetworkSpec, NodeId, PerAxis, Shape, StageSpec } from "./spec.js";
import { isBlockSpec } from "./stages.js";
import { perAxis, windowInput, windowOf } from "./window.js";

/** Nothing is left of an input behind one of the network's windows, which is larger than what it reads. */
export class InputTooSmall extends RangeError {
  override readonly name = "InputTooSmall";
  /** The least height and width that the network takes. */
  readonly least: PerAxis;

  constructor(
    spec: NetworkSpec,
    input: Shape,
    /** The first layer that gives nothing. */
    readonly after: NodeId,
  ) {
    const least = leastInputOf(spec);
    super(
      `${spec.title} needs an input of ${least.join("x")} at least; of ${input.slice(1).join("x")} nothing is left behind ${after}.`,
    );
    this.least = least;
  }
}

/** The least height and width of which something is left at a network's end, from the end backward. */
export function leastInputOf({ modules }: NetworkSpec): PerAxis {
  return leastBefore(
    modules.flatMap(({ stages }) => stages),
    [1, 1],
  );
}

/** Whether something is left of an input of this height and width. */
export function takes(spec: NetworkSpec, lengths: PerAxis): boolean {
  return leastInputOf(spec).every((least, axis) => (lengths[axis] ?? 0) >= least);
}

/** Of what must go into stages, so that at least `after` comes out. */
function leastBefore(stages: readonly StageSpec[], after: PerAxis): PerAxis {
  return stages.reduceRight((least, stage) => leastInto(stage, least), after);
}

function leastInto(stage: StageSpec, after: PerAxis): PerAxis {
  if (isBlockSpec(stage)) {
    const paths = stage.paths.map((path) => leastBefore(path, after));
    return perAxis((axis) => Math.max(...paths.map((least) => least[axis])));
  }
  switch (stage.kind) {
    case "convolution":
    case "maxPool":
    case "averagePool":
      return windowInput(after, windowOf(stage));
    case "localResponseNormalization":
    case "dropout":
      return after;
    // What reads a whole grid takes the least of them.
    case "globalAveragePool":
    case "dense":
      return [1, 1];
  }
}
