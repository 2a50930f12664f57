import type { NetworkGraph } from "../../model/network/graph.js";
import type { NodeId } from "../../model/network/spec.js";
import { centerX, centerY } from "./box.js";
import type { Scene, SceneForm, SceneNode } from "./scene.js";

export type Direction = "left" | "right" | "up" | "down";

/** Nodes of one rank are reached from each other with the arrow keys. */
function rankOf({ form, level }: SceneNode, stageLevel: number): string {
  const isStage = level <= stageLevel;
  const ranks: Record<SceneForm, string> = {
    module: "module",
    // What stands within a path is no peer of what stands on the trunk.
    block: isStage ? "stage" : `block ${level}`,
    path: `path ${level}`,
    layer: isStage ? "stage" : "inner",
    concat: "inner",
    sum: "inner",
    folded: isStage ? "stage" : `block ${level}`,
  };
  return ranks[form];
}

/**
 * Where an arrow key leads: left and right against and along the data, up and down across the paths, and from
 * a frame that has none beside it into what it holds. Null where the picture ends.
 */
export function neighbor(
  graph: NetworkGraph,
  scene: Scene,
  id: NodeId,
  direction: Direction,
): NodeId | null {
  const node = scene.nodes.find((candidate) => candidate.id === id);
  if (node === undefined) return null;
  const stageLevel = scene.nodes.some(({ form }) => form === "module") ? 2 : 1;
  const rank = rankOf(node, stageLevel);
  const peers = scene.nodes.filter((peer) => rankOf(peer, stageLevel) === rank);
  const isFrame = node.form === "module" || node.form === "block";
  if (isFrame && peers.length === 1) return within(scene, node, direction);
  if (direction === "up" || direction === "down") return vertical(node, peers, direction);
  return rank === "inner"
    ? alongData(graph, node, peers, direction)
    : inOrder(node, peers, direction);
}

/** The first that a frame holds, or against the data and upwards the last: a stage of a module, else a layer. */
function within(scene: Scene, { id, form }: SceneNode, direction: Direction): NodeId | null {
  const isStage = ({ level }: SceneNode): boolean => level === 2;
  const isMark = ({ form: held }: SceneNode): boolean => held !== "path";
  const held = scene.nodes
    .filter((node) => node.id.startsWith(`${id}/`))
    .filter(form === "module" ? isStage : isMark);
  const isForward = direction === "right" || direction === "down";
  return held.at(isForward ? 0 : -1)?.id ?? null;
}

function inOrder(
  node: SceneNode,
  peers: readonly SceneNode[],
  direction: "left" | "right",
): NodeId | null {
  const place = peers.indexOf(node) + (direction === "right" ? 1 : -1);
  return peers[place]?.id ?? null;
}

function alongData(
  graph: NetworkGraph,
  node: SceneNode,
  peers: readonly SceneNode[],
  direction: "left" | "right",
): NodeId | null {
  const inputs = graph.byId.get(node.id)?.inputs ?? [];
  const connected = peers.filter((peer) =>
    direction === "left"
      ? inputs.includes(peer.id)
      : graph.byId.get(peer.id)?.inputs.includes(node.id) === true,
  );
  return nearest(connected, (peer) => Math.abs(centerY(peer.box) - centerY(node.box)));
}

function vertical(
  node: SceneNode,
  peers: readonly SceneNode[],
  direction: "up" | "down",
): NodeId | null {
  const sign = direction === "down" ? 1 : -1;
  const away = (peer: SceneNode): number => sign * (centerY(peer.box) - centerY(node.box));
  return nearest(
    peers.filter((peer) => away(peer) > 1),
    // A step aside counts double, so that a column is followed down to its end.
    (peer) => away(peer) + 2 * aside(node, peer),
  );
}

/** Paths are rows: one is below another however long each is. */
function aside({ form, box }: SceneNode, { box: other }: SceneNode): number {
  if (form !== "path") return Math.abs(centerX(other) - centerX(box));
  return Math.max(0, other.x - (box.x + box.width), box.x - (other.x + other.width));
}

function nearest(
  candidates: readonly SceneNode[],
  distance: (candidate: SceneNode) => number,
): NodeId | null {
  let best: SceneNode | undefined;
  for (const candidate of candidates) {
    if (best === undefined || distance(candidate) < distance(best)) best = candidate;
  }
  return best?.id ?? null;
}
