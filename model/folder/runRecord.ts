import { existsSync, rmSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import type { Heartbeat } from "./heartbeat.js";
import { firstMissing, makeFolder, removeEmpty } from "../host/makeFolder.js";
import { readOrdinaryFileSync } from "../host/ordinaryFile.js";
import { claimRun, keepClaim, releaseRun, type ClaimOptions } from "./runClaim.js";
import { eventsFile, recordFile } from "./runFolder.js";
import { syncFolder } from "../host/syncFolder.js";
import { removeIfPossible } from "../host/removeIfPossible.js";
import { isUnfinished, writeDurably } from "../host/writeDurably.js";
import type { RunConfig } from "../run/config.js";
import { recordedConfigSchema } from "../run/configSchema.js";
import type { RunEvent, RunEventOf } from "../run/events.js";
import { UsageError } from "../messages/userError.js";
import { listCheckpoints, sweepCheckpoints } from "./checkpoint.js";
import { EventLog } from "./eventLog.js";
import { type Message, says, type Text } from "../messages/message.js";
import { fileReason } from "../messages/fileReason.js";

interface OpenOptions extends ClaimOptions {
  readonly resume: boolean;
}

/** What was there before the record was opened. */
interface Before {
  /** The first folder that was made for it; null where there was one. */
  readonly first: string | null;
  readonly hadEvents: boolean;
}

/** A run's folder: what it was asked to do, and all that happened, one event a line. */
export class RunRecord {
  /** Null until the run has begun. */
  private config: string | null = null;

  private constructor(
    private readonly directory: string,
    private readonly events: EventLog,
    private heartbeat: Heartbeat,
    private readonly before: Before,
  ) {}

  /**
   * Makes the folder where it is missing, claims it for this process and clears away what killed
   * trainers have left; events are appended to those it has. Throws a UsageError where a new run
   * would be mixed with the checkpoints of one that is there, and where another trainer is at work on
   * the run.
   */
  static async open(directory: string, { resume, ...claim }: OpenOptions): Promise<RunRecord> {
    if (!resume) await requireFreeFolder(directory, goOnOrElsewhere);
    const first = firstMissing(directory);
    const isNew = await makeFolder(directory);
    await claimRun(directory, process.pid, claim);
    let heartbeat: Heartbeat | undefined;
    try {
      // Another one may have been trained here while the claim was waited for.
      if (!resume) await requireFreeFolder(directory, goOnOrElsewhere);
      if (isNew) await syncFolder(path.dirname(directory));
      await sweep(directory);
      heartbeat = await keepClaim(directory);
      const file = path.join(directory, eventsFile);
      const before = { first, hadEvents: existsSync(file) };
      return new RunRecord(directory, new EventLog(file), heartbeat, before);
    } catch (error) {
      await heartbeat?.stop();
      await letGo(directory);
      await removeEmpty(directory, first);
      throw error;
    }
  }

  append(event: RunEvent): void {
    this.events.append(event);
  }

  /** True where files of the record were deleted or moved away since it was opened, and are there again. */
  repair(): boolean {
    const wereEventsLost = this.events.repair();
    const file = path.join(this.directory, recordFile);
    const wasConfigLost = this.config !== null && !existsSync(file);
    if (wasConfigLost) writeWhole(file, this.config ?? "");
    return wereEventsLost || wasConfigLost;
  }

  /** To be called after a repair: the claim may have gone with the folder. */
  async claimAgain(): Promise<void> {
    await claimRun(this.directory, process.pid);
    await this.heartbeat.stop();
    this.heartbeat = await keepClaim(this.directory);
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
    const text = `${JSON.stringify(record, null, 2)}\n`;
    await writeDurably(path.join(this.directory, recordFile), text);
    this.config = text;
  }

  /** Of a run that never began, as one that is refused, nothing is left. */
  async close(): Promise<void> {
    const { directory, config, before } = this;
    this.events.close();
    await this.heartbeat.stop();
    if (config === null && !before.hadEvents)
      await removeIfPossible(path.join(directory, eventsFile));
    await letGo(directory);
    if (config === null) await removeEmpty(directory, before.first);
  }
}

/** A claim that cannot be taken back counts no more once this process has ended: the run has ended as it has. */
async function letGo(directory: string): Promise<void> {
  await releaseRun(directory, process.pid).catch(() => undefined);
}

/** At once, or not at all. */
function writeWhole(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/** What was half written by trainers that were killed; the temporary name of before had no number. */
async function sweep(directory: string): Promise<void> {
  const names = await readdir(directory);
  const unfinished = names.filter((name) => isUnfinished(name) || name === `${recordFile}.tmp`);
  await Promise.all(unfinished.map((name) => removeIfPossible(path.join(directory, name))));
  await sweepCheckpoints(directory);
}

/** What a trainer says of such a folder. */
export const goOnOrElsewhere = says("Add --resume to go on with it, or choose another folder.");

/**
 * Throws a UsageError where the folder holds a run that can be gone on with. One that ended before
 * its first checkpoint cannot, and is begun again in its place.
 */
export async function requireFreeFolder(directory: string, action: Text): Promise<void> {
  if ((await listCheckpoints(directory)).length === 0) return;
  throw new UsageError(
    "The folder holds a run already.",
    says("{0} has checkpoints.", directory),
    action,
  );
}

const recordSchema = z.object({
  runId: z.string(),
  config: recordedConfigSchema,
  dataset: z.object({
    // As long as the name of a folder may be.
    classNames: z.array(z.string().max(255)),
    // Fields that came later, or that only some data sets need.
    source: z.string().default(""),
    channels: z.int().positive().default(1),
    checksums: z.record(z.string(), z.string()).default({}),
    trainExamples: z.int().positive().optional(),
  }),
});

/** What a recorded run was asked to do, and what it knows of its data. */
export interface RecordedRun {
  readonly runId: string;
  readonly config: RunConfig;
  readonly data: z.infer<typeof recordSchema>["dataset"] & { readonly id: string };
}

/** Throws a UsageError where the folder has no run. */
export function readRunRecord(directory: string): RecordedRun {
  const file = path.join(directory, recordFile);
  try {
    const { runId, config, dataset } = readRecord(file);
    return { runId, config, data: { ...dataset, id: config.dataset } };
  } catch (error) {
    throw new UsageError(
      "There is no run in this folder.",
      says("{0} cannot be used: {1}", file, reasonOf(error)),
      "Name the folder of a run.",
      { cause: error },
    );
  }
}

/** The same; null for a run that ended before it was recorded. */
export function findRunRecord(directory: string): RecordedRun | null {
  return existsSync(path.join(directory, recordFile)) ? readRunRecord(directory) : null;
}

function readRecord(file: string): z.infer<typeof recordSchema> {
  // An editor may have put a mark of the byte order before it.
  const text = readOrdinaryFileSync(file)
    .toString("utf8")
    .replace(/^\uFEFF/u, "");
  return recordSchema.parse(JSON.parse(text));
}

/** In one line. */
function reasonOf(error: unknown): Message {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    const place = issue?.path.join(".") ?? "";
    return place === "" ? says("It is no record.") : says("Its {0} has another form.", place);
  }
  if (error instanceof SyntaxError) return says("It is damaged: it is no JSON.");
  return fileReason(error);
}
