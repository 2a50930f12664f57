import { readFileSync } from "node:fs";
import type { Dataset } from "../../model/data/dataset.js";
import { fittedTo } from "../../model/network/fittedTo.js";
import { buildGraph } from "../../model/network/graph.js";
import { elementCount, type ParameterSpec } from "../../model/network/layers.js";
import type { NetworkSpec, NodeId, Shape, StageSpec } from "../../model/network/spec.js";
import { isBlockSpec } from "../../model/network/stages.js";
import { buildProgram } from "../../model/program/build.js";
import type { TrainingProgram } from "../../model/program/program.js";
import { initialState } from "../../model/training/initialize.js";
import { noiseDataset } from "./tinyNetwork.js";
import { thinned } from "./thinned.js";

/** What PyTorch gave for a network: see test/reference/parity.py. */
export interface Parity {
  readonly published: {
    readonly input: Shape;
    readonly classes: number;
    readonly parameters: number;
    readonly shapes: Readonly<Record<NodeId, Shape>>;
  };
  readonly thin: {
    readonly thinness: number;
    readonly sides: readonly [height: number, width: number];
    readonly logits: readonly (readonly number[])[];
    /** The scores in use, by the running statistics that `initial` has. */
    readonly used: readonly (readonly number[])[];
    readonly loss: number;
    /** Of each parameter's gradient its norm and its sum along a sine. */
    readonly gradients: Readonly<Record<string, readonly [norm: number, along: number]>>;
  };
}

// SAFETY: the script that wrote the file gives this.
export const parities = JSON.parse(
  readFileSync(new URL("../fixtures/parity.json", import.meta.url), "utf8"),
) as Readonly<Record<string, Parity>>;

const batch = 3;

export interface ThinStep {
  readonly program: TrainingProgram;
  readonly dataset: Dataset;
  readonly parameters: ReadonlyMap<string, Float32Array>;
  /** The parameters, and all else that a step leaves for the next as it begins. */
  readonly initial: ReadonlyMap<string, Float32Array>;
}

/** The thin form, its pictures and its parameters, by the formulas of the script. */
export function thinStepOf(spec: NetworkSpec, { thinness, sides }: Parity["thin"]): ThinStep {
  const fitted = fittedTo(spec, { channels: 1, classes: 10 });
  const network = certain({ ...thinned(fitted, thinness), input: [1, ...sides] });
  const [height, width] = sides;
  const program = buildProgram(buildGraph(network), { height, width });
  const images = Uint8Array.from({ length: batch * height * width }, (_, i) => {
    return Number((BigInt(i) ** 2n * 7n + BigInt(i) * 13n) % 251n);
  });
  const labels = Uint8Array.from({ length: batch }, (_, i) => (i * 3) % network.classes);
  const examples = { count: batch, height, width, channels: 1, images, labels };
  const parameters = new Map(
    program.graph.nodes.flatMap(({ id: node, parameterSpecs }) =>
      parameterSpecs.map((parameter) => {
        const id = `${node}/${parameter.name}`;
        return [id, valuesOf(id, parameter)] as const;
      }),
    ),
  );
  return {
    program,
    dataset: { ...noiseDataset(1, 1), train: examples, test: examples },
    parameters,
    initial: new Map([
      ...initialState(program.state, 1).tensors,
      ...parameters,
      ...program.state.flatMap(({ id, shape }) => {
        const name = id.split("/").at(-1);
        return name === "mean" || name === "variance"
          ? [[id, valuesOf(id, { name, shape })] as const]
          : [];
      }),
    ]),
  };
}

/** Without the chance of dropout. */
function certain({ modules, ...spec }: NetworkSpec): NetworkSpec {
  const kept = (stage: StageSpec): readonly StageSpec[] => {
    if (stage.kind === "dropout") return [];
    return isBlockSpec(stage)
      ? [{ ...stage, paths: stage.paths.map((path) => path.flatMap(kept)) }]
      : [stage];
  };
  return {
    ...spec,
    modules: modules.map(({ name, stages }) => ({ name, stages: stages.flatMap(kept) })),
  };
}

interface Tensor {
  readonly name: ParameterSpec["name"] | "mean" | "variance";
  readonly shape: readonly number[];
}

function valuesOf(id: string, { name, shape }: Tensor): Float32Array {
  const seed = Array.from(id).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  const length = elementCount(shape);
  const { center, bound } = {
    weight: { center: 0, bound: Math.sqrt((6 * (shape.at(-1) ?? 1)) / length) },
    bias: { center: 0, bound: 0.1 },
    scale: { center: 1, bound: 0.1 },
    shift: { center: 1.5, bound: 0.3 },
    mean: { center: 0, bound: 0.5 },
    variance: { center: 1, bound: 0.3 },
  }[name];
  return Float32Array.from({ length }, (_, place) => center + bound * hashed(place, seed));
}

/** From -1 to 1. */
function hashed(place: number, seed: number): number {
  let bits = (Math.imul(place + 1, 2654435761) + Math.imul(seed, 40503)) | 0;
  bits = Math.imul(bits ^ (bits >>> 15), 2246822519);
  return ((bits ^ (bits >>> 13)) >>> 0) / 2 ** 31 - 1;
}
