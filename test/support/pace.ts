import type { Pace } from "../../model/run/pace.js";

/** The chapter's work on two threads, as a run did it. */
export function paceOf(changes: Partial<Pace> = {}): Pace {
  return {
    ...{ network: "googlenet", engine: "wasm", device: "CPU, 2 workers", precision: "float32" },
    ...{ batchSize: 128, inputSize: [96, 96], multiplyAdds: 276_070_000 },
    ...{ examplesPerSecond: 60, evaluatedPerSecond: 170, peakBytes: 500e6, time: 0, source: "run" },
    ...changes,
  };
}
