import type { Dataset } from "../data/dataset.js";
import { says, type Message } from "../messages/message.js";
import { UsageError } from "../messages/userError.js";
import type { RunConfig } from "../run/config.js";
import { checkpointBytes, diskDemand } from "../run/diskDemand.js";
import { roughBytes, roughBytesLeft } from "../run/roughBytes.js";
import { countSteps } from "../run/runLength.js";
import { requireGraph } from "./requireGraph.js";
import { specToTrain } from "./specToTrain.js";

interface Space {
  readonly runDirectory: string;
  /** Bytes on its disk; null where nobody knows. */
  readonly free: number | null;
  /** Of one that goes on most is there already. */
  readonly resume: boolean;
  readonly log: (message: Message) => void;
}

/**
 * Throws a UsageError where not even the first checkpoint of a run could be written; tells where the disk may become
 * full before its end.
 */
export function requireSpace(
  config: RunConfig,
  { train, test, classNames }: Dataset,
  { runDirectory, free, resume, log }: Space,
): void {
  if (free === null) return;
  const spec = specToTrain(config, { train, classNames });
  const graph = requireGraph(spec, spec.input);
  const least = checkpointBytes(graph, config);
  if (least > free) {
    throw new UsageError(
      "There is no room on the disk for a checkpoint of this run.",
      says(
        "It takes {0}, and {1} are free in {2}.",
        roughBytes(least),
        roughBytesLeft(free),
        runDirectory,
      ),
      "Make room, or choose a folder on another disk.",
    );
  }
  const length = { ...countSteps(config, train.count), testExamples: test.count };
  const most = diskDemand(graph, config, length);
  if (resume || most <= free) return;
  log(
    says(
      "The run takes up to {0} on disk, and {1} are free: make room, or it may end before its last step.",
      roughBytes(most),
      roughBytesLeft(free),
    ),
  );
}
