import * as z from "zod";
import { says } from "../messages/message.js";
import { SaidError } from "../messages/saidError.js";
import type { NetworkGraph } from "../network/graph.js";
import { mutablePlaceOf, mutablePlaces, type MutedPart } from "../network/mutable.js";
import { maskOf } from "../program/withMasks.js";
import type { TrainingState } from "../program/state.js";

/** More than a person mutes one by one, and as many as the channels of a wide layer. */
const mostParts = 1024;
const mostChannels = 8192;

export const mutedPartsSchema: z.ZodType<readonly MutedPart[]> = z
  .array(
    z.object({
      node: z.string(),
      channels: z.array(z.int().nonnegative()).max(mostChannels).nullable(),
    }),
  )
  .max(mostParts);

/** For each place of a network which of its channels go on. Throws a SaidError for a part that it does not have. */
export function masksOf(
  graph: NetworkGraph,
  muted: readonly MutedPart[],
): TrainingState["tensors"] {
  const masks = new Map(
    mutablePlaces(graph).map((place) => [maskOf(place), new Float32Array(place.channels).fill(1)]),
  );
  for (const part of muted) {
    const place = mutablePlaceOf(graph, part.node);
    const mask = place === null ? undefined : masks.get(maskOf(place));
    if (mask === undefined) {
      throw new SaidError(says("The network has no part {0} that can be muted.", part.node));
    }
    silence(mask, part);
  }
  return masks;
}

function silence(mask: Float32Array, { node, channels }: MutedPart): void {
  const unknown = channels?.find((channel) => channel >= mask.length);
  if (unknown !== undefined) throw new SaidError(says("{0} has no channel {1}.", node, unknown));
  for (const channel of channels ?? mask.keys()) mask[channel] = 0;
}
