import { headWeightOf } from "./join.js";
import type { LayerKind, ModuleSpec, NetworkSpec, StageSpec } from "./spec.js";
import { isBlockSpec } from "./stages.js";

/** What a network must know of the images that it is to tell apart. */
export interface Fit {
  readonly channels: number;
  readonly classes: number;
}

/** The network for other images than those of its published run; itself where they are alike. */
export function fittedTo(spec: NetworkSpec, { channels, classes }: Fit): NetworkSpec {
  const [own, ...size] = spec.input;
  if (own === channels && spec.classes === classes) return spec;
  const modules = spec.classes === classes ? spec.modules : withScores(spec, classes);
  return { ...spec, input: [channels, ...size], classes, modules };
}

/** What last decides how many outputs there are gives the scores. */
function withScores(spec: NetworkSpec, classes: number): readonly ModuleSpec[] {
  const place = spec.modules.length - 1;
  const last = spec.modules[place];
  const scores = last?.stages.findLastIndex(decidesOutputs) ?? -1;
  const fitted = (stages: readonly StageSpec[]) =>
    stages.map((stage) => headFitted(stage, spec.classes, classes));
  return spec.modules.map((module, index) => ({
    ...module,
    stages: fitted(
      index === place ? module.stages.with(scores, giving(spec, classes, scores)) : module.stages,
    ),
  }));
}

/** The branches of a network end in as many scores. */
function headFitted(stage: StageSpec, own: number, classes: number): StageSpec {
  if (!isBlockSpec(stage) || headWeightOf(stage) === null) return stage;
  const units = (layer: StageSpec): StageSpec =>
    layer.kind === "dense" && layer.units === own ? { ...layer, units: classes } : layer;
  return {
    ...stage,
    paths: stage.paths.map((path) =>
      path.map((layer, index) => (index === path.length - 1 ? units(layer) : layer)),
    ),
  };
}

function giving({ title, modules, classes: own }: NetworkSpec, classes: number, place: number) {
  const stage = modules.at(-1)?.stages[place];
  if (stage?.kind === "dense" && stage.units === own) return { ...stage, units: classes };
  if (stage?.kind === "convolution" && stage.filters === own) return { ...stage, filters: classes };
  throw new RangeError(
    `${title} does not end with a layer that gives the scores of ${own} classes.`,
  );
}

/** Whether a kind of layer has as many outputs as its author says; others have those of what they read. */
const hasOwnOutputs: Readonly<Record<LayerKind, boolean>> = {
  convolution: true,
  maxPool: false,
  averagePool: false,
  localResponseNormalization: false,
  globalAveragePool: false,
  dropout: false,
  dense: true,
};

function decidesOutputs(stage: StageSpec): boolean {
  return isBlockSpec(stage) || hasOwnOutputs[stage.kind];
}
