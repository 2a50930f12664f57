import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import * as z from "zod";
import { endsWithLine } from "../data/host/endsWithLine.js";
import { renameWithPatience } from "../data/host/renameWithPatience.js";
import { claimRun, releaseRun } from "../data/host/runClaim.js";
import { eventsFile } from "../data/host/runFolder.js";
import { recordedConfigSchema, type RunConfig } from "../run/config.js";
import type { RunEvent, RunEventOf } from "../run/events.js";
import { messageOf, UsageError } from "../run/userError.js";

const configFile = "run.json";

/** A run's folder: what it was asked to do, and all that happened, one event a line. */
export class RunRecord {
  private constructor(
    private readonly directory: string,
    private readonly events: number,
  ) {}

  /**
   * Makes the folder where it is missing and claims it for this process; events are appended to
   * those it has. Throws a UsageError where a new run would be mixed with the checkpoints of one that
   * is there, and a UserError where another trainer is at work on the run.
   */
  static async open(directory: string, resume: boolean): Promise<RunRecord> {
    if (!resume) requireFreeFolder(directory);
    mkdirSync(directory, { recursive: true });
    await claimRun(directory, process.pid);
    const file = path.join(directory, eventsFile);
    const record = new RunRecord(directory, openSync(file, "a"));
    // A trainer that was killed may have left half a line, which must not swallow the next event.
    if (!endsWithLine(file)) writeSync(record.events, "\n");
    return record;
  }

  append(event: RunEvent): void {
    writeSync(this.events, `${JSON.stringify(event)}\n`);
  }

  /** All that decides and explains the run's numbers. */
  async writeConfig(
    started: RunEventOf<"started">,
    checksums: Readonly<Record<string, string>>,
  ): Promise<void> {
    const { runId, config, engine, machine, dataset, parameters } = started;
    const versions = { node: process.version, platform: `${process.platform}-${process.arch}` };
    const record = {
      runId,
      begun: new Date(started.time).toISOString(),
      config,
      engine,
      machine,
      dataset: { ...dataset, checksums },
      parameters,
      versions,
    };
    const target = path.join(this.directory, configFile);
    writeFileSync(`${target}.tmp`, `${JSON.stringify(record, null, 2)}\n`);
    await renameWithPatience(`${target}.tmp`, target);
  }

  async close(): Promise<void> {
    closeSync(this.events);
    await releaseRun(this.directory, process.pid);
  }
}

/** Throws a UsageError where the folder holds a run already. */
export function requireFreeFolder(directory: string): void {
  if (!existsSync(path.join(directory, configFile))) return;
  throw new UsageError(
    "The folder holds a run already.",
    `${directory} has a ${configFile}.`,
    "Add --resume to go on with it, or choose another folder.",
  );
}

const recordSchema = z.object({
  runId: z.string(),
  config: recordedConfigSchema,
  dataset: z.object({ classNames: z.array(z.string()) }),
});

/** What a recorded run was asked to do; throws a UsageError where the folder has none. */
export function readRunRecord(directory: string): {
  readonly runId: string;
  readonly config: RunConfig;
  readonly classNames: readonly string[];
} {
  const file = path.join(directory, configFile);
  try {
    const { runId, config, dataset } = recordSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    return { runId, config, classNames: dataset.classNames };
  } catch (error) {
    throw new UsageError(
      "There is no run in this folder.",
      `${file} cannot be used: ${reasonOf(error)}`,
      "Name the folder of a run.",
      { cause: error },
    );
  }
}

/** In one line. */
function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not a record"}.`;
  }
  return messageOf(error);
}
