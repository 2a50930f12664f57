import { existsSync } from "node:fs";
import { appendFile, lstat, mkdir, readdir, rm, rmdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../../model/messages/errorCode.js";
import { endsWithLine } from "../../model/host/endsWithLine.js";
import { claimantOf, claimRun, releaseRun } from "../../model/folder/runClaim.js";
import { claimFile, eventsFile } from "../../model/folder/runFolder.js";
import type { RunEvent } from "../../model/run/events.js";
import type { RunCurves } from "../../webview/protocol.js";
import { inTurns } from "./inTurns.js";
import { isRunId, sampleRunId } from "./runId.js";
import { RunFollower } from "./runFollower.js";
import { RunReadings } from "./runReadings.js";
import type { RunLine } from "./runLine.js";

/** A run whose record is there and cannot be read. */
export interface UnreadableRun {
  readonly id: string;
  readonly fault: unknown;
}

export function isReadable(run: RunLine | UnreadableRun): run is RunLine {
  return !("fault" in run);
}

/** A younger folder may be that of a run which another window is about to claim. */
const youngMs = 60_000;

/** So many curves can be told apart in one chart, and read in a moment. */
const mostCurves = 20;

/** The runs on disk: a folder each, written by the trainer, found and removed here. */
export class RunStorage {
  /** A run that ended before its first step leaves no folder, yet its name stays its own. */
  private readonly given = new Set<string>();
  /** The trainers for which this window has claimed runs. */
  private readonly claims = new Map<string, number>();
  private readonly readings = new RunReadings((runId) => this.directory(runId));
  /** The reading of the curves that goes on: several who ask at once share it. */
  private curvesToCome: Promise<RunCurves[]> | null = null;

  /** `root` is created when the first run is; `sample` is the folder of a run that is only read, if there is one. */
  constructor(
    readonly root: string,
    private readonly sample: string | null = null,
  ) {}

  /** Throws where this is not the id of a run: another extension may call a command with any. */
  directory(runId: string): string {
    if (runId === sampleRunId && this.sample !== null) return this.sample;
    if (isRunId(runId)) return join(this.root, runId);
    throw new RangeError(`${JSON.stringify(runId)} is not the id of a run.`);
  }

  /** A name nobody has, in the order of time: `2026-01-31-142530-googlenet`. */
  createRunId(network: string, now = new Date()): string {
    const [date = "", time = ""] = now.toISOString().split("T");
    const base = `${date}-${time.slice(0, 8).replaceAll(":", "")}-${network}`;
    for (let attempt = 1; ; attempt += 1) {
      const id = attempt === 1 ? base : `${base}-${attempt}`;
      if (this.given.has(id) || existsSync(this.directory(id))) continue;
      this.given.add(id);
      return id;
    }
  }

  /** Every run that began, the newest first, and the sample; then those that cannot be read. */
  async survey(): Promise<(RunLine | UnreadableRun)[]> {
    const names = await readdir(this.root).catch(() => []);
    const found = await inTurns(names, (name) =>
      this.summary(name).catch((fault: unknown): UnreadableRun => ({ id: name, fault })),
    );
    const runs = found.filter((run) => run !== null);
    const sample = this.sample === null ? null : await this.summary(sampleRunId).catch(() => null);
    return [
      ...runs
        .filter(isReadable)
        .sort((a, b) => b.startedAt - a.startedAt || b.id.localeCompare(a.id)),
      ...(sample === null ? [] : [sample]),
      ...runs.filter((run) => !isReadable(run)).sort((a, b) => b.id.localeCompare(a.id)),
    ];
  }

  /** Why nobody knows which runs there are; null where that is known. */
  async fault(): Promise<unknown> {
    try {
      await readdir(this.root);
      return null;
    } catch (error) {
      return codeOf(error) === "ENOENT" ? null : error;
    }
  }

  /** Those that began and can be read, the newest first. */
  async list(): Promise<RunLine[]> {
    return (await this.survey()).filter(isReadable);
  }

  /** Null for a run that never began; rejects where its record cannot be read. */
  async summary(runId: string): Promise<RunLine | null> {
    return this.readings.summary(runId);
  }

  /** The curves of the newest runs, the newest first. */
  curves(): Promise<RunCurves[]> {
    this.curvesToCome ??= this.readCurves().finally(() => {
      this.curvesToCome = null;
    });
    return this.curvesToCome;
  }

  /** A reader of the run's events that can go on where it stopped. */
  follow(runId: string): RunFollower {
    return new RunFollower(this.directory(runId));
  }

  /** Adds an event that the trainer could not write itself; one that is at work writes its own. */
  async appendEvent(runId: string, event: RunEvent): Promise<void> {
    const file = join(this.directory(runId), eventsFile);
    const isFile = await lstat(file).then(
      (info) => info.isFile(),
      () => false,
    );
    if (!isFile || (await this.isClaimed(runId))) return;
    const separator = endsWithLine(file) ? "" : "\n";
    await appendFile(file, `${separator}${JSON.stringify(event)}\n`);
  }

  /**
   * Says whose a run is now, and clears away what earlier runs that never began have left. Rejects
   * with a UserError where another trainer is at work on it.
   */
  async claim(runId: string, pid: number | undefined): Promise<void> {
    await this.sweep();
    await mkdir(this.directory(runId), { recursive: true });
    if (pid === undefined) return;
    await claimRun(this.directory(runId), pid);
    this.claims.set(runId, pid);
  }

  /** Ends a claim of this window, and leaves no empty folder of a run that never began. */
  async release(runId: string): Promise<void> {
    const pid = this.claims.get(runId);
    this.claims.delete(runId);
    if (pid !== undefined) await releaseRun(this.directory(runId), pid);
    await rmdir(this.directory(runId)).catch(() => undefined);
  }

  /** Whether some trainer, also of another window or a terminal, is at work on the run. */
  async isClaimed(runId: string): Promise<boolean> {
    return (await claimantOf(this.directory(runId))) !== null;
  }

  async remove(runId: string): Promise<void> {
    await rm(this.directory(runId), { recursive: true, force: true });
    this.readings.forget(runId);
  }

  /** One after the other: each may be long. What cannot be read is told in the Runs view. */
  private async readCurves(): Promise<RunCurves[]> {
    const newest = (await this.list()).slice(0, mostCurves);
    const found: RunCurves[] = [];
    for (const { id } of newest) {
      const curves = await this.readings.curves(id).catch(() => null);
      if (curves !== null) found.push(curves);
    }
    return found;
  }

  private async sweep(): Promise<void> {
    const names = await readdir(this.root).catch(() => []);
    // What cannot be read, or not be removed, is no reason to begin no other run.
    for (const name of names) await this.sweepOne(name).catch(() => undefined);
  }

  private async sweepOne(name: string): Promise<void> {
    const files = await readdir(this.directory(name)).catch(() => null);
    const isLeftOver = files?.every((file) => file === eventsFile || file === claimFile) ?? false;
    if (!isLeftOver || (await this.isYoung(name)) || (await this.isClaimed(name))) return;
    if ((await this.summary(name)) === null) await this.remove(name);
  }

  private async isYoung(runId: string): Promise<boolean> {
    const info = await stat(this.directory(runId)).catch(() => null);
    return info !== null && info.mtimeMs > Date.now() - youngMs;
  }
}
