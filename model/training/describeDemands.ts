import { says, type Message } from "../messages/message.js";
import { expectedAccuracy } from "../metrics/expectedAccuracy.js";
import type { RunConfig } from "../run/config.js";
import { diskDemand } from "../run/diskDemand.js";
import { roughBytes } from "../run/roughBytes.js";
import { countSteps } from "../run/runLength.js";
import type { PreparedRun } from "./prepare.js";

/** What a run takes of the disk, and what recorded runs of its kind ended with, where there are any. */
export function describeDemands(
  config: RunConfig,
  { program, dataset }: Pick<PreparedRun, "program" | "dataset">,
): readonly Message[] {
  const length = countSteps(config, dataset.train.count);
  const disk = roughBytes(
    diskDemand(program.graph, config, { ...length, testExamples: dataset.test.count }),
  );
  const accuracy = expectedAccuracy(config);
  return [
    says("It takes up to {0} on disk.", disk),
    ...(accuracy === null
      ? []
      : [
          says(
            "Recorded runs of this kind ended at {0} on the test set.",
            [...new Set(accuracy.span.map((value) => value.toFixed(3)))].join("–"),
          ),
        ]),
  ];
}
