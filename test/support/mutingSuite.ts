import { describe, expect, it } from "vitest";
import { masksOf } from "../../model/asking/mutedParts.js";
import type { Examples } from "../../model/data/dataset.js";
import { buildGraph, type NetworkGraph } from "../../model/network/graph.js";
import { networks } from "../../model/network/index.js";
import { isPath } from "../../model/network/kinds.js";
import { mutablePlaceOf, mutablePlaces, type MutedPart } from "../../model/network/mutable.js";
import type { NetworkSpec, NodeId } from "../../model/network/spec.js";
import { scoresOf } from "../../model/network/scores.js";
import { withoutNormalization } from "../../model/network/withoutNormalization.js";
import { askedProgram } from "../../model/program/askedProgram.js";
import { buildProgram } from "../../model/program/build.js";
import { foldNormalization } from "../../model/program/foldNormalization.js";
import type { Operation, ValueId } from "../../model/program/operations.js";
import type { TrainingProgram } from "../../model/program/program.js";
import type { TrainingState } from "../../model/program/state.js";
import { withMasks } from "../../model/program/withMasks.js";
import { startOf } from "./firstWeights.js";
import { thinOddNetwork } from "./oddNetwork.js";
import { residualNetwork } from "./residualNetwork.js";
import { thinned } from "./thinned.js";
import { noiseExamples } from "./tinyNetwork.js";

type Tensors = TrainingState["tensors"];

/** What computes a program's asked values of some images, with any state. */
export interface Asker {
  readonly title: string;
  open(
    program: TrainingProgram,
    images: Examples,
  ): Promise<{
    ask(tensors: Tensors): Promise<ReadonlyMap<ValueId, ArrayLike<number>>>;
    close(): void;
  }>;
}

/** Every network that there is, and two that share nothing with them, with few channels. */
const specs: readonly NetworkSpec[] = [
  ...networks.map((spec) => thinned(spec, 64)),
  thinOddNetwork,
  residualNetwork,
];

interface Used {
  readonly graph: NetworkGraph;
  readonly tensors: Tensors;
  readonly images: Examples;
  readonly plain: TrainingProgram;
}

/** A network as it is used: normalizations are folded into what they normalize. */
function usedForm(spec: NetworkSpec): Used {
  const trained = buildGraph(spec);
  const images = noiseExamples(1, 6, 5, spec.input[0] ?? 1);
  const state = startOf(buildProgram(trained, images).state, 5);
  const graph = buildGraph(withoutNormalization(spec));
  const asked = [
    ...mutablePlaces(graph).flatMap(({ id, reader }) => (reader === null ? [id] : [])),
  ];
  return {
    ...{ graph, images, tensors: foldNormalization(trained, state) },
    plain: askedProgram(graph, images, [...asked, scoresOf(graph)]),
  };
}

/** Paths and shortcuts from all over the network, and nodes of each kind, whole and by some of their channels. */
function someParts(graph: NetworkGraph): readonly MutedPart[] {
  const mutable = graph.nodes.filter(({ id }) => mutablePlaceOf(graph, id) !== null);
  const paths = mutable.filter(isPath);
  const isShortcut = ({ id }: { readonly id: NodeId }): boolean =>
    mutablePlaceOf(graph, id)?.reader !== null;
  const kinds = [...new Set(mutable.map(({ kind }) => kind))].filter((kind) => kind !== "path");
  const ofKinds = kinds.flatMap((kind) => mutable.find((node) => node.kind === kind) ?? []);
  const ends = <T>(list: readonly T[]): readonly T[] => [
    ...new Set([...list.slice(0, 1), ...list.slice(-1)]),
  ];
  const whole = [...ends(paths), ...ends(paths.filter(isShortcut)), ...ofKinds];
  const parts: readonly MutedPart[] = whole.map(({ id }) => ({ node: id, channels: null }));
  const some = ofKinds.map(({ id, outputShape: [channels = 1] }) => ({
    node: id,
    channels: Array.from({ length: channels }, (_, channel) => channel).filter(
      (each) => each % 2 === 0,
    ),
  }));
  return [...parts, ...some];
}

/** Weights and biases of these channels as zeros; null for a part that has none. */
function zeroedByHand({ graph, tensors }: Used, part: MutedPart): Tensors | null {
  const place = mutablePlaceOf(graph, part.node);
  const node = graph.byId.get(place?.value ?? "");
  if (place === null || place.reader !== null || node === undefined) return null;
  if (node.parameterSpecs.length === 0) return null;
  const isMuted = (channel: number): boolean => part.channels?.includes(channel) ?? true;
  const changed = node.parameterSpecs.map(({ name }) => {
    const id = `${node.id}/${name}`;
    const values = tensors.get(id) ?? new Float32Array();
    // The channels of its output come last.
    return [id, values.map((value, at) => (isMuted(at % place.channels) ? 0 : value))] as const;
  });
  return new Map([...tensors, ...changed]);
}

/** The program in which a value is overwritten with zeros, or a join reads zeros in place of one of its inputs. */
function overwritten(
  plain: TrainingProgram,
  graph: NetworkGraph,
  part: MutedPart,
): TrainingProgram {
  const place = mutablePlaceOf(graph, part.node);
  if (place === null) throw new Error(`${part.node} cannot be muted.`);
  const { reader, value } = place;
  const zeros = `${value}/zeros`;
  const values = new Map(plain.values).set(zeros, { ...plain.values.get(value)!, id: zeros });
  const evaluation = plain.evaluation.flatMap((operation): readonly Operation[] => {
    const isJoin =
      (operation.kind === "sum" || operation.kind === "concat") &&
      plain.ownerOf.get(operation.output) === reader?.join;
    if (!isJoin) return [operation];
    const inputs = operation.inputs.with(reader?.input ?? 0, zeros);
    return [
      { kind: "weigh", input: value, factor: 0, output: zeros },
      { ...operation, inputs },
    ];
  });
  return { ...plain, values, evaluation, forward: evaluation };
}

function differences(
  a: ReadonlyMap<ValueId, ArrayLike<number>>,
  b: ReadonlyMap<ValueId, ArrayLike<number>>,
): readonly ValueId[] {
  return [...a.keys()].filter((id) => {
    const [own, other] = [a.get(id) ?? [], b.get(id) ?? []];
    return own.length !== other.length || Array.from(own).some((value, at) => value !== other[at]);
  });
}

/** Whatever is muted gives exactly zeros, and nothing else is changed by it. */
export function testMuting(asker: Asker): void {
  describe(`parts that are muted, on ${asker.title}`, () => {
    it.each(specs)("leave of $id what it is with their weights zeroed by hand", async (spec) => {
      const used = usedForm(spec);
      const { graph, images, plain, tensors } = used;
      const unmasked = await asker.open(plain, images);
      const masked = await asker.open(withMasks(plain, mutablePlaces(graph)), images);
      const muted = (parts: readonly MutedPart[]) =>
        masked.ask(new Map([...tensors, ...masksOf(graph, parts)]));
      const before = await unmasked.ask(tensors);
      expect(differences(await muted([]), before)).toEqual([]);
      let byHand = 0;
      for (const part of someParts(graph)) {
        const label = JSON.stringify(part);
        const found = await muted([part]);
        const place = mutablePlaceOf(graph, part.node)!;
        if (place.reader === null) {
          const values = Array.from(found.get(place.value) ?? []);
          const own = values.filter(
            (_, at) => part.channels?.includes(at % place.channels) ?? true,
          );
          expect(own.length, label).toBeGreaterThan(0);
          expect(
            own.every((value) => value === 0),
            label,
          ).toBe(true);
        }
        const zeroed = zeroedByHand(used, part);
        if (zeroed !== null) {
          byHand += 1;
          expect(differences(found, await unmasked.ask(zeroed)), label).toEqual([]);
        } else if (place.reader !== null) {
          const other = await asker.open(overwritten(plain, graph, part), images);
          expect(differences(found, await other.ask(tensors)), label).toEqual([]);
          other.close();
        }
      }
      expect(byHand).toBeGreaterThan(0);
      // What was muted is there again.
      expect(differences(await muted([]), before)).toEqual([]);
      unmasked.close();
      masked.close();
    });
  });
}
