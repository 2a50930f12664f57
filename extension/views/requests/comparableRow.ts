import * as z from "zod";
import type { ComparableRun, RunToCompare } from "../../../webview/protocol.js";
import { comparableRuns } from "../../runs/comparableRuns.js";
import { isRunId } from "../../runs/runId.js";
import type { RequestRow } from "./requestRow.js";

/** More than any data set has. */
const mostClasses = 100_000;

/** Which runs the one shown can be compared with, for every page that compares. */
export const comparableRow: RequestRow<RunToCompare, readonly ComparableRun[]> = {
  schema: z.strictObject({
    run: z.string().refine(isRunId),
    classNames: z.array(z.string()).max(mostClasses),
  }),
  answer: (shown, { storage }) => comparableRuns(storage, shown),
};
