import type { NetworkGraph } from "../../../model/network/graph.js";
import { mutablePlaceOf, type MutedPart } from "../../../model/network/mutable.js";
import type { NodeId } from "../../../model/network/spec.js";
import { isRecord } from "../isRecord.js";

/** Parts of a network that are muted, each by its place, which has one part at most. */
export type MutedParts = readonly MutedPart[];

/** How much of a place is muted. */
export type Mutedness = "whole" | "some" | "none";

export function mutednessOf(parts: MutedParts, place: NodeId): Mutedness {
  const part = parts.find(({ node }) => node === place);
  if (part === undefined) return "none";
  return part.channels === null ? "whole" : "some";
}

/** Mutes all of a place, or nothing of it where all was muted. */
export function withWhole(parts: MutedParts, place: NodeId): MutedParts {
  const isWhole = mutednessOf(parts, place) === "whole";
  const others = without(parts, place);
  return isWhole ? others : [...others, { node: place, channels: null }];
}

export function without(parts: MutedParts, place: NodeId): MutedParts {
  return parts.filter(({ node }) => node !== place);
}

export function isChannelMuted(parts: MutedParts, place: NodeId, channel: number): boolean {
  const part = parts.find(({ node }) => node === place);
  return part !== undefined && (part.channels?.includes(channel) ?? true);
}

/** Mutes one of a place's channels, or lets it through again. */
export function withChannel(
  parts: MutedParts,
  { id, channels }: { readonly id: NodeId; readonly channels: number },
  channel: number,
): MutedParts {
  const muted = Array.from({ length: channels }, (_, each) => each).filter(
    (each) => isChannelMuted(parts, id, each) !== (each === channel),
  );
  const others = without(parts, id);
  if (muted.length === 0) return others;
  return [...others, { node: id, channels: muted.length === channels ? null : muted }];
}

/** Those that a network has. */
export function knownParts(graph: NetworkGraph, parts: MutedParts): MutedParts {
  const known = parts.filter(({ node, channels }) => {
    const place = mutablePlaceOf(graph, node);
    if (place?.id !== node) return false;
    return channels === null || channels.every((channel) => channel < place.channels);
  });
  return known.length === parts.length ? parts : known;
}

/** A page's own state is a short text. */
const mostKept = 6_000;

/** What is kept of them over a reload: all, or nothing where that is much. */
export function keptParts(parts: MutedParts): MutedParts {
  return JSON.stringify(parts).length > mostKept ? [] : parts;
}

/** What was kept; null where it is no list of parts. A network that came since may have no such parts. */
export function readMutedParts(value: unknown): MutedParts | null {
  if (!Array.isArray(value)) return null;
  const parts = value.flatMap((each: unknown) => readPart(each) ?? []);
  const places = new Set(parts.map(({ node }) => node));
  return parts.length === value.length && places.size === parts.length ? parts : null;
}

function readPart(value: unknown): MutedPart | null {
  if (!isRecord(value)) return null;
  const { node, channels } = value;
  if (typeof node !== "string") return null;
  if (channels === null) return { node, channels };
  if (!Array.isArray(channels) || channels.length === 0) return null;
  const numbers = channels.filter((channel: unknown) => isChannel(channel));
  return numbers.length === channels.length ? { node, channels: numbers } : null;
}

function isChannel(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}
