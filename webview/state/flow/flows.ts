import { channelSourcesOf, passesChannels } from "../../../model/network/channelSources.js";
import { channelsOf, membersOf } from "../../../model/network/family.js";
import type { NetworkGraph } from "../../../model/network/graph.js";
import { isPath } from "../../../model/network/kinds.js";
import type { NetworkNode } from "../../../model/network/node.js";
import type { NodeId } from "../../../model/network/spec.js";
import { isChannelMuted, type MutedParts } from "../muting/mutedParts.js";
import { sharesBySource, type SourceShare } from "./sourceShares.js";

/** What a layer reads of one path. */
export interface Flow extends SourceShare {
  /** The part of the share that is not muted. */
  readonly flowing: number;
}

/** Layers with weights that read a concatenation. */
export function readersOf(graph: NetworkGraph): readonly NetworkNode[] {
  return graph.nodes.filter((node) => {
    const { layer, parameterSpecs, isTrainingOnly } = node;
    if (layer === undefined || parameterSpecs.length === 0 || isTrainingOnly === true) return false;
    return channelSourcesOf(graph, node).length > 0;
  });
}

/** From which paths how much flows into a layer, of which a part may be muted. */
export function flowsInto(
  graph: NetworkGraph,
  node: NetworkNode,
  strengths: ArrayLike<number>,
  muted: MutedParts,
): readonly Flow[] {
  const shares = sharesBySource(graph, node, strengths);
  if (muted.length === 0) return shares.map((each) => ({ ...each, flowing: each.share }));
  const isMuted = mutedInputsOf(graph, node, muted);
  return shares.map((each) => {
    let [own, unmuted] = [0, 0];
    for (let channel = each.first; channel < each.first + each.channels; channel++) {
      const strength = strengths[channel] ?? 0;
      own += strength;
      if (!isMuted(channel)) unmuted += strength;
    }
    return { ...each, flowing: own === 0 ? 0 : (each.share * unmuted) / own };
  });
}

/** Whether a channel that a layer reads is zeros by what is muted on its way. */
function mutedInputsOf(
  graph: NetworkGraph,
  { inputs }: Pick<NetworkNode, "inputs">,
  muted: MutedParts,
): (channel: number) => boolean {
  const source = graph.byId.get(inputs[0] ?? "");
  if (source === undefined) return () => false;
  const isOwn = (channel: number): boolean => isChannelMuted(muted, source.id, channel);
  const before = passesChannels(source)
    ? mutedInputsOf(graph, source, muted)
    : mutedPartsOfJoin(graph, source, muted);
  return (channel) => isOwn(channel) || before(channel);
}

interface Joined {
  readonly places: readonly NodeId[];
  readonly first: number;
  readonly end: number;
}

function mutedPartsOfJoin(
  graph: NetworkGraph,
  { inputs, parent }: NetworkNode,
  muted: MutedParts,
): (channel: number) => boolean {
  const paths = membersOf(graph, parent).filter(isPath);
  const joined: Joined[] = [];
  let first = 0;
  for (const [place, id] of inputs.entries()) {
    const end = first + channelsOf(graph.byId.get(id)?.outputShape ?? []);
    // A shortcut is muted as a path: others read what it passes on.
    joined.push({ places: [id, paths[place]?.id ?? id], first, end });
    first = end;
  }
  return (channel) =>
    joined.some(
      ({ places, first: from, end }) =>
        channel >= from &&
        channel < end &&
        places.some((place) => isChannelMuted(muted, place, channel - from)),
    );
}
