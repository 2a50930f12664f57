import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { recordedConfigSchema, type RunConfig } from "../run/config.js";
import type { RunEvent, RunEventOf } from "../run/events.js";
import { UserError } from "../run/userError.js";

const configFile = "run.json";
const eventsFile = "events.ndjson";

/** A run's folder: what it was asked to do, and all that happened, one event a line. */
export class RunRecord {
  private constructor(
    private readonly directory: string,
    private readonly events: number,
  ) {}

  /**
   * Makes the folder where it is missing; events are appended to those it has. Throws a UserError
   * where a new run would be mixed with the checkpoints of one that is there.
   */
  static open(directory: string, resume: boolean): RunRecord {
    if (!resume && existsSync(path.join(directory, configFile))) throw folderInUse(directory);
    mkdirSync(directory, { recursive: true });
    return new RunRecord(directory, openSync(path.join(directory, eventsFile), "a"));
  }

  append(event: RunEvent): void {
    writeSync(this.events, `${JSON.stringify(event)}\n`);
  }

  /** All that decides and explains the run's numbers. */
  writeConfig(started: RunEventOf<"started">, checksums: Readonly<Record<string, string>>): void {
    const { runId, config, engine, dataset, parameters } = started;
    const versions = { node: process.version, platform: `${process.platform}-${process.arch}` };
    const record = {
      runId,
      begun: new Date(started.time).toISOString(),
      config,
      engine,
      dataset: { ...dataset, checksums },
      parameters,
      versions,
    };
    const target = path.join(this.directory, configFile);
    writeFileSync(`${target}.tmp`, `${JSON.stringify(record, null, 2)}\n`);
    renameSync(`${target}.tmp`, target);
  }

  close(): void {
    closeSync(this.events);
  }
}

function folderInUse(directory: string): UserError {
  return new UserError(
    "The folder holds a run already.",
    `${directory} has a ${configFile}.`,
    "Add --resume to go on with it, or choose another folder.",
  );
}

/** The configuration and the id of a recorded run; throws a UserError where the folder has none. */
export function readRunConfig(directory: string): {
  readonly runId: string;
  readonly config: RunConfig;
} {
  try {
    const record: unknown = JSON.parse(readFileSync(path.join(directory, configFile), "utf8"));
    if (typeof record !== "object" || record === null) throw new Error("It is not an object.");
    const { runId, config } = record as { readonly runId?: unknown; readonly config?: unknown };
    if (typeof runId !== "string") throw new Error("It has no run id.");
    return { runId, config: recordedConfigSchema.parse(config) };
  } catch (error) {
    throw new UserError(
      "There is no run to go on with.",
      `${path.join(directory, configFile)} cannot be used: ${error instanceof Error ? error.message : String(error)}`,
      "Name the folder of a run, or start a new run without resuming.",
      { cause: error },
    );
  }
}
