import { elementCount } from "../../network/layers.js";
import type { Dataset } from "../../data/dataset.js";
import { googlenet } from "../../network/googlenet/spec.js";
import type { LayerSpec, NetworkSpec, StageSpec } from "../../network/spec.js";
import { isBlockSpec } from "../../network/stages.js";
import type { StateTensor, TrainingState } from "../../program/state.js";

/** All channels are divided by this, so that three steps take no time on any engine. */
const thinness = 8;
const side = 32;
const batch = 4;

/** GoogLeNet with an eighth of its channels: every kind of layer, in the arrangement of the real one. */
export const thinGoogLeNet: NetworkSpec = {
  ...googlenet,
  id: "thin-googlenet",
  title: "Thin GoogLeNet",
  input: [1, side, side],
  modules: googlenet.modules.map(({ name, stages }) => ({ name, stages: stages.map(thinStage) })),
};

function thinStage(stage: StageSpec): StageSpec {
  if (!isBlockSpec(stage)) return thinLayer(stage);
  return { ...stage, paths: stage.paths.map((stages) => stages.map(thinStage)) };
}

function thinLayer(layer: LayerSpec): LayerSpec {
  return layer.kind === "convolution" ? { ...layer, filters: layer.filters / thinness } : layer;
}

/** Four images and labels that follow a rule, as the stored reference was computed on. */
export const thinDataset: Dataset = {
  id: "thin",
  title: "Thin",
  source: "made up",
  classNames: [],
  train: examples(),
  test: examples(),
  checksums: {},
};

function examples(): Dataset["train"] {
  const area = side * side;
  return {
    count: batch,
    height: side,
    width: side,
    channels: 1,
    images: Uint8Array.from(
      { length: batch * area },
      (_, place) => (place * 31 + Math.floor(place / area) * 57) % 256,
    ),
    labels: Uint8Array.from({ length: batch }, (_, example) => (3 * example + 1) % 10),
  };
}

/** Weights that follow a sine of their place within Xavier's bound; biases of zero. */
export function thinState(declared: readonly StateTensor[]): TrainingState {
  const tensors = declared.map(({ id, shape, initializer }, number) => {
    const count = elementCount(shape);
    const area = elementCount(shape.slice(0, -2));
    const [inputs = 0, outputs = 0] = shape.slice(-2);
    if (initializer === "ones") return [id, new Float32Array(count).fill(1)] as const;
    const bound = initializer === "zeros" ? 0 : Math.sqrt(6 / (area * (inputs + outputs)));
    const values = Float32Array.from(
      { length: count },
      (_, place) => bound * Math.sin(0.7 * place + number),
    );
    return [id, values] as const;
  });
  return { tensors: new Map(tensors), lossScale: null };
}
