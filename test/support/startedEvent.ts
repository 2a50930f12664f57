import { defaultRunConfig } from "../../model/run/config.js";
import type { RunEventOf } from "../../model/run/events.js";

/** The first event of a small run: ten epochs of three steps. */
export function startedEvent(resumedFrom = 0): RunEventOf<"started"> {
  return {
    kind: "started",
    time: 0,
    runId: "r",
    config: defaultRunConfig(),
    engine: { id: "e", title: "E", version: "1", device: "d", reason: "" },
    dataset: {
      id: "s",
      title: "S",
      source: "",
      trainExamples: 30,
      testExamples: 5,
      classNames: [],
    },
    parameters: 1,
    stepsPerEpoch: 3,
    totalSteps: 30,
    resumedFrom,
  };
}
