import { askInBatches } from "../asking/askInBatches.js";
import { featureMapsOf, mapPixels, type FeatureMaps } from "../asking/featureMaps.js";
import { outputOf } from "../network/outputOf.js";
import { openTrained, readTrained } from "../asking/trainedNetwork.js";
import { readRunRecord } from "../folder/runRecord.js";
import { pictureSheet } from "../images/pictureSheet.js";
import { says } from "../messages/message.js";
import { unknownName } from "../messages/unknownName.js";
import { membersOf } from "../network/family.js";
import type { NetworkGraph } from "../network/graph.js";
import type { NetworkNode } from "../network/node.js";
import type { NodeId } from "../network/spec.js";
import { readExamples } from "./readExamples.js";
import type { Surroundings } from "./surroundings.js";

export interface FeatureQuestion {
  /** An absolute path. */
  readonly runDirectory: string;
  /** A PNG, JPEG or WebP file. */
  readonly image: string;
  readonly node: NodeId;
  /** The run's if left out. */
  readonly engine?: string | undefined;
}

export interface RunFeatures extends FeatureMaps {
  readonly run: string;
  readonly checkpoint: string;
  readonly step: number;
  /** The layer or join whose output it is: of a block, a path or a module its last. */
  readonly node: NodeId;
}

/** What a node of a run's network makes of a picture, by the run's newest checkpoint. */
export async function runFeatures(
  { runDirectory, image, node, engine }: FeatureQuestion,
  { onProgress, signal, environment, log }: Surroundings,
): Promise<RunFeatures> {
  const record = readRunRecord(runDirectory);
  const { graph, ...trained } = await readTrained(runDirectory, record, log);
  const value = outputOf(graph, node);
  if (value === null) throw unknownName(says("layer"), node, nearTo(graph, node));
  const { images } = await readExamples([image], record, log);
  const { session } = await openTrained(
    { graph, ...trained },
    { values: [value], images, atOnce: 1 },
    { engine: engine ?? record.config.engine, environment, log },
  );
  try {
    const watch = { atOnce: 1, reach: onProgress, signal };
    const values = await askInBatches(session, images, value, watch);
    const { outputShape } = graph.byId.get(value) ?? { outputShape: [] };
    const about = { run: record.runId, checkpoint: trained.file, step: trained.step, node: value };
    return { ...about, ...featureMapsOf(outputShape, values) };
  } finally {
    session.close();
  }
}

/** The nodes with an output in the deepest that a name that is none begins with. */
function nearTo(graph: NetworkGraph, name: NodeId): readonly NetworkNode[] {
  const parts = name.split("/");
  const ancestors = parts.map((_, place) => parts.slice(0, place).join("/")).toReversed();
  const parent = ancestors.find((id) => graph.byId.has(id)) ?? null;
  return membersOf(graph, parent).filter(({ id }) => outputOf(graph, id) !== null);
}

/** So many pixels a side has a map at least. */
const leastSide = 24;

/** All maps in the order of their channels beside each other, as a PNG file, on one scale. */
export function featureSheet(features: FeatureMaps): Buffer {
  const { height, width, maps, values } = features;
  const factor = Math.ceil(leastSide / Math.min(height, width));
  const most = Math.max(...maps.map(({ largest }) => largest));
  const look = { most, isSigned: values.some((value) => value < 0), factor };
  const images = maps.map((_, channel) => mapPixels(features, channel, look));
  return pictureSheet({
    ...{ images, channels: 1, height: height * factor, width: width * factor },
    columns: Math.ceil(Math.sqrt(maps.length)),
  });
}
