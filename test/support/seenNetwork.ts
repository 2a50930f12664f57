import { isComputed } from "../../model/network/outputOf.js";
import type { Seen } from "../../model/asking/derivation/derive.js";
import { Reference } from "../../model/engine/reference/reference.js";
import { buildGraph } from "../../model/network/graph.js";
import type { NetworkSpec } from "../../model/network/spec.js";
import { withoutNormalization } from "../../model/network/withoutNormalization.js";
import { askedProgram } from "../../model/program/askedProgram.js";
import { masksOf } from "../../model/asking/mutedParts.js";
import { mutablePlaces, type MutedPart } from "../../model/network/mutable.js";
import { withMasks } from "../../model/program/withMasks.js";
import { buildProgram } from "../../model/program/build.js";
import { foldNormalization } from "../../model/program/foldNormalization.js";
import { startOf } from "./firstWeights.js";
import { noiseExamples } from "./tinyNetwork.js";

/** A network in use, without these parts, that has seen an image of noise, with its first weights. */
export function seenNetwork(spec: NetworkSpec, muted: readonly MutedPart[] = []): Seen {
  const trained = buildGraph(spec);
  const graph = buildGraph(withoutNormalization(spec));
  const images = noiseExamples(1, 6, 5, spec.input[0] ?? 1);
  const tensors = startOf(buildProgram(trained, images).state, 5);
  const program = withMasks(askedProgram(graph, images, []), mutablePlaces(graph));
  const reference = new Reference(program, images);
  const masks = masksOf(graph, muted);
  const folded = new Map([...foldNormalization(trained, tensors), ...masks]);
  for (const { id } of program.state) reference.write(id, folded.get(id) ?? []);
  reference.run(program.evaluation, [0]);
  const nodes = [
    "input",
    ...graph.nodes.filter((each) => isComputed(graph, each)).map(({ id }) => id),
  ];
  const values = new Map(nodes.map((id) => [id, Float32Array.from(reference.read(id).data)]));
  return { graph, step: 0, values, masks, learned: { graph: trained, tensors } };
}
