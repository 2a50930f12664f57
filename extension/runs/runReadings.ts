import { lstat, stat } from "node:fs/promises";
import { join } from "node:path";
import { hasCheckpoint } from "../../model/folder/checkpoint.js";
import { eventsFile } from "../../model/folder/runFolder.js";
import { codeOf } from "../../model/messages/errorCode.js";
import type { RunCurves } from "../../webview/protocol.js";
import { CurveFold } from "./curveFold.js";
import { readEnds } from "./recordEnds.js";
import { RunFollower } from "./runFollower.js";
import { runLineOf, type RunLine } from "./runLine.js";

/** What was read from a file of events, until the file changes. */
interface Kept<T> {
  readonly stamp: string;
  readonly value: T | null;
}

/** What is known of the records of runs, each read again only when it has changed. */
export class RunReadings {
  private readonly summaries = new Map<string, Kept<RunLine>>();
  private readonly curvesRead = new Map<string, Kept<RunCurves>>();

  /** `directoryOf` a run may throw. */
  constructor(private readonly directoryOf: (runId: string) => string) {}

  /** Null for a run that never began; rejects where its record cannot be read. */
  summary(runId: string): Promise<RunLine | null> {
    return this.readOnce(runId, this.summaries, async (directory) => {
      const { events, isWhole } = await readEnds(join(directory, eventsFile));
      const summary = runLineOf(runId, events);
      if (summary === null || isWhole || summary.canGoOn || summary.phase === "finished") {
        return summary;
      }
      // The last event of a checkpoint may lie before the part that was read.
      return { ...summary, canGoOn: await hasCheckpoint(directory) };
    });
  }

  /** As `summary`, but reads all of the record. */
  curves(runId: string): Promise<RunCurves | null> {
    return this.readOnce(runId, this.curvesRead, async (directory) => {
      const fold = new CurveFold();
      await new RunFollower(directory).readLines((line) => fold.take(line));
      return fold.result(runId);
    });
  }

  forget(runId: string): void {
    this.summaries.delete(runId);
    this.curvesRead.delete(runId);
  }

  private async readOnce<T>(
    runId: string,
    known: Map<string, Kept<T>>,
    read: (directory: string) => Promise<T | null>,
  ): Promise<T | null> {
    const directory = this.directoryOf(runId);
    const stamp = await stampOf(join(directory, eventsFile));
    if (stamp === null) return null;
    const before = known.get(runId);
    if (before?.stamp === stamp) return before.value;
    const value = await read(directory);
    known.set(runId, { stamp, value });
    return value;
  }
}

/** Null where there is no such file; rejects where there is one that cannot be looked at. */
async function stampOf(file: string): Promise<string | null> {
  try {
    const { mtimeMs, size } = await stat(file);
    return `${mtimeMs} ${size}`;
  } catch (error) {
    if (!isMissing(error) || (await isBrokenLink(file))) throw error;
    return null;
  }
}

function isMissing(error: unknown): boolean {
  // A stray file among the folders has no record either.
  return ["ENOENT", "ENOTDIR"].includes(codeOf(error) ?? "");
}

function isBrokenLink(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}
