import type { DatasetProvider } from "../../model/data/dataset.js";
import { UserError } from "../../model/messages/userError.js";
import { defaultRunConfig } from "../../model/run/config.js";
import type { Report, StepResult } from "./steps.js";
import { englishOf } from "../../model/messages/translate.js";

/** Finds the data set or fetches it. A run may find it where this does not: VS Code's settings can name its folder. */
export async function findData(
  dataset: Pick<DatasetProvider, "load">,
  report: Report,
  signal: AbortSignal,
): Promise<StepResult<void>> {
  try {
    const { source } = await dataset.load({
      directory: "",
      form: defaultRunConfig(),
      signal,
      report: (message) => report(englishOf(message)),
    });
    return { value: undefined, outcome: source };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof UserError)) throw error;
    const outcome = `missing; the run looks for it once more. ${error.message}`;
    return { value: undefined, outcome, isLacking: true };
  }
}
