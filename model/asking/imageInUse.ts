import type { Examples } from "../data/dataset.js";
import type { NetworkGraph } from "../network/graph.js";
import type { MutedPart } from "../network/mutable.js";
import { isComputed } from "../network/outputOf.js";
import { scoresOf } from "../network/scores.js";
import type { NodeId } from "../network/spec.js";
import { areFinite } from "../program/areFinite.js";
import type { ValueId } from "../program/operations.js";
import { slopeName } from "../program/withGradients.js";
import { answerIsLost } from "../training/lostNumbers.js";
import type { Seen } from "./derivation/derive.js";
import { masksOf } from "./mutedParts.js";
import {
  writeWeights,
  type Asked,
  type OpenNetwork,
  type TrainedNetwork,
} from "./trainedNetwork.js";

/** What the score of a class depends on in one image, and what the network has made of that. */
export interface Sloped {
  readonly seen: Seen;
  readonly label: number;
  /** The gradient of the score for what each node makes of the image, where that leads to it, and for `input`. */
  readonly slopes: ReadonlyMap<NodeId, Float32Array>;
}

/** What is asked of the network about an image. */
interface Look {
  readonly image: Examples;
  readonly muted: readonly MutedPart[];
}

interface Kept<T> {
  readonly pixels: Uint8Array;
  /** What else it depends on. */
  readonly key: string;
  readonly found: T;
}

/** Two images that are compared, each as it is with all parts and without some. */
const mostSeen = 4;
/** What matters in an image, as it was and as it is without some parts. */
const mostSloped = 2;

/** What a network makes of the images that were looked at last. */
export class ImageInUse {
  /** The newest first. */
  private seen: readonly Kept<Seen>[] = [];
  private sloped: readonly Kept<Sloped>[] = [];

  constructor(
    private readonly open: (asked: Asked) => Promise<OpenNetwork>,
    private readonly mute: (open: OpenNetwork, muted: readonly MutedPart[]) => void,
  ) {}

  forget(): void {
    this.seen = [];
    this.sloped = [];
  }

  /** What every node that computes makes of it, and the image as the network reads it. Throws a UserError where a number is none. */
  async look({ graph, learned, step }: TrainedNetwork, { image, muted }: Look): Promise<Seen> {
    const key = JSON.stringify(muted);
    const known = keptIn(this.seen, image, key);
    if (known !== undefined) {
      // Of two that are looked at in turn, one of which is drawn, the other stays.
      this.seen = withNewest(this.seen, known, mostSeen);
      return known.found;
    }
    const computed = graph.nodes.filter((node) => isComputed(graph, node)).map(({ id }) => id);
    const asked = { images: image, atOnce: 1, values: ["input", ...computed], hasMasks: true };
    const open = await this.open(asked);
    this.mute(open, muted);
    const values = finite(await open.session.ask(image));
    const found = { graph, learned, step, values, masks: masksOf(graph, muted) };
    const pixels = image.images.slice();
    this.seen = withNewest(this.seen, { pixels, key, found }, mostSeen);
    return found;
  }

  /** Of the class that the network takes it for, where `label` is null. Throws as `look`. */
  async slopes(
    trained: TrainedNetwork,
    { image, muted, label }: Look & { readonly label: number | null },
  ): Promise<Sloped> {
    const seen = await this.look(trained, { image, muted });
    const { graph } = trained;
    const score = scoresOf(graph);
    const scores = seen.values.get(score) ?? new Float32Array();
    const chosen = label ?? scores.indexOf(Math.max(...scores));
    const key = JSON.stringify([muted, chosen]);
    const known = keptIn(this.sloped, image, key);
    if (known !== undefined) return known.found;
    const wanted = leadingTo(graph, score);
    const asked = { images: image, atOnce: 1, values: [], hasMasks: true, slopesFor: wanted };
    const { session } = await this.open(asked);
    const weighing = scores.map((_, each) => (each === chosen ? 1 : 0));
    writeWeights(session, trained, { muted, weighing });
    const values = finite(await session.ask(image));
    const slopes = new Map(
      wanted.flatMap((id) => {
        const slope = values.get(slopeName(id, score));
        return slope === undefined ? [] : [[id, slope] as const];
      }),
    );
    const found = { seen, label: chosen, slopes };
    const pixels = image.images.slice();
    this.sloped = withNewest(this.sloped, { pixels, key, found }, mostSloped);
    return found;
  }
}

/** The image, and the nodes through which it comes to a score. */
function leadingTo(graph: NetworkGraph, score: NodeId): readonly NodeId[] {
  const leading = new Set([score]);
  for (const { id, inputs } of graph.nodes.toReversed()) {
    if (leading.has(id)) for (const input of inputs) leading.add(input);
  }
  return [...leading];
}

function keptIn<T>(
  kept: readonly Kept<T>[],
  { images }: Examples,
  key: string,
): Kept<T> | undefined {
  return kept.find((each) => each.key === key && isSame(each.pixels, images));
}

function withNewest<T>(
  kept: readonly Kept<T>[],
  newest: Kept<T>,
  most: number,
): readonly Kept<T>[] {
  return [newest, ...kept.filter((each) => each !== newest)].slice(0, most);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((value, place) => value === b[place]);
}

function finite(values: ReadonlyMap<ValueId, Float32Array>): ReadonlyMap<ValueId, Float32Array> {
  if (![...values.values()].every(areFinite)) throw answerIsLost();
  return values;
}
