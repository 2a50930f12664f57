import type { Examples } from "../data/dataset.js";
import type { Rows } from "../engine/wasm/rowProducts.js";
import type { Session } from "../engine/engine.js";
import { featuresOf } from "../network/features.js";
import type { NetworkGraph } from "../network/graph.js";
import { scoresOf } from "../network/scores.js";
import type { NodeId } from "../network/spec.js";
import type { ValueId } from "../program/operations.js";
import { askEachBatch } from "./askInBatches.js";
import type { PacedWatch } from "./watch.js";

/** What a network makes of its test set. */
export interface TestPass {
  /** [examples, classes]. */
  readonly scores: Float32Array;
  /** What its classifier reads of the first of them: a number for each channel, its mean where it has many places. */
  readonly features: Rows;
}

/** As many points as a map can tell apart, and as many numbers as are kept of them (134 MB). */
const [mostMapped, mostNumbers] = [10_000, 2 ** 25];

/** What a session is opened to be asked for, for `testPassOf`. */
export function passValues(graph: NetworkGraph): readonly NodeId[] {
  return [...new Set([scoresOf(graph), featuresOf(graph)])];
}

/** Both in one pass, since what goes into the last layer costs nothing beside it. Throws as `askInBatches`. */
export async function testPassOf(
  session: Pick<Session, "ask">,
  graph: NetworkGraph,
  images: Examples,
  watch: PacedWatch & { readonly atOnce: number },
): Promise<TestPass> {
  const feature = featuresOf(graph);
  const [channels = 1] = graph.byId.get(feature)?.outputShape ?? [];
  const count = Math.min(images.count, mostMapped, Math.max(1, Math.floor(mostNumbers / channels)));
  const scores = new Float32Array(images.count * graph.spec.classes);
  // A thread reads them too.
  const values = new Float32Array(new SharedArrayBuffer(4 * count * channels));
  let [nextScore, done] = [0, 0];
  await askEachBatch(session, images, watch, (valueOf: (value: ValueId) => Float32Array, batch) => {
    const own = valueOf(scoresOf(graph));
    scores.set(own, nextScore);
    nextScore += own.length;
    const room = values.subarray(done * channels, count * channels);
    if (room.length > 0) addMeans(valueOf(feature), { batch: batch.count, channels }, room);
    done = Math.min(count, done + batch.count);
  });
  return { scores, features: { count, length: channels, values } };
}

/** Adds to each example's channels the mean over its places, as far as there is room. */
function addMeans(
  values: Float32Array,
  { batch, channels }: { readonly batch: number; readonly channels: number },
  room: Float32Array,
): void {
  const each = values.length / batch;
  const places = each / channels;
  const end = Math.min(batch, room.length / channels) * each;
  for (let at = 0; at < end; at++) {
    const place = Math.floor(at / each) * channels + (at % channels);
    room[place] = (room[place] ?? 0) + (values[at] ?? NaN) / places;
  }
}
