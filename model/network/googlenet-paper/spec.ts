import { says } from "../../messages/message.js";
import { googlenet } from "../googlenet/spec.js";
import type {
  BlockSpec,
  LocalResponseNormalizationSpec,
  ModuleSpec,
  NetworkSpec,
} from "../spec.js";

const classes = 1000;

/** The numbers of Krizhevsky et al. 2012, section 3.3; this paper gives none of its own. */
const normalization: LocalResponseNormalizationSpec = {
  kind: "localResponseNormalization",
  name: "norm",
  ...{ size: 5, alpha: 1e-4, beta: 0.75, offset: 2 },
};

/** Section 5: what its loss weighs, how it pools, and its layers. */
function head(name: string): BlockSpec {
  return {
    kind: "block",
    type: "head",
    name,
    title: says("Auxiliary head {0}", name.replace("head", "")),
    join: { kind: "head", weight: 0.3 },
    paths: [
      [],
      [
        { kind: "averagePool", name: "pool", kernel: 5, stride: 3, padding: 0 }, // 4×4
        { kind: "convolution", name: "conv1x1", filters: 128, kernel: 1, stride: 1, padding: 0 },
        { kind: "dense", name: "dense_1", units: 1024, activation: "relu" },
        { kind: "dropout", name: "dropout", rate: 0.7 },
        { kind: "dense", name: "dense_2", units: classes },
      ],
    ],
  };
}

/** A module with stages put in behind some of its own, by name. */
function withBehind(
  { name, stages }: ModuleSpec,
  added: Readonly<Record<string, ModuleSpec["stages"][number]>>,
): ModuleSpec {
  const behind = stages.flatMap((stage) => [stage, added[stage.name] ?? []].flat());
  return { name, stages: behind };
}

const additions: Readonly<Record<string, Parameters<typeof withBehind>[1]>> = {
  // Figure 3: behind the first pool, and in front of the second.
  b1: { pool: normalization },
  b2: { conv3x3: normalization },
  // Table 1 and section 5: on the outputs of 4a and 4d.
  b4: { "4a": head("head1"), "4d": head("head2") },
};

/** The paper's network whole; the chapter's has its blocks with these numbers of filters. */
export const googlenetPaper: NetworkSpec = {
  id: "googlenet-paper",
  title: "GoogLeNet as published",
  source: "Szegedy et al. 2015, Table 1, Figure 3 and section 5",
  differs: says(
    "The numbers of the local response normalization are those of Krizhevsky et al. 2012, for the paper gives none. On other data it has their channels and classes.",
  ),
  input: [3, 224, 224],
  classes,
  // The shapes are those of a 3×224×224 input: 64×56×56, 192×28×28, 480×14×14, 832×7×7, 1024, 1000.
  modules: [
    ...googlenet.modules
      .slice(0, -1)
      .map((module) => withBehind(module, additions[module.name] ?? {})),
    {
      name: "linear",
      stages: [
        { kind: "dropout", name: "dropout", rate: 0.4 },
        { kind: "dense", name: "dense", units: classes },
      ],
    },
  ],
};
