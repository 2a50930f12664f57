import { datasets } from "../../model/data/index.js";
import { findData } from "./data.js";
import { setUpTensorFlow } from "./engine.js";
import type { Steps } from "./steps.js";

/** An engine and the data sets, in steps that say what became of them; throws where no engine can train. */
export async function setUpTraining(
  repository: string,
  steps: Steps,
  signal: AbortSignal,
): Promise<void> {
  await steps.run("TensorFlow", (report) => setUpTensorFlow(repository, report, signal));
  for (const dataset of datasets.filter(({ isPublished }) => isPublished)) {
    await steps.run(dataset.title, (report) => findData(dataset, report, signal));
  }
}
