import { existsSync } from "node:fs";
import { appendFile, mkdir, readFile, readdir, rm, rmdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { endsWithLine } from "../../model/data/host/endsWithLine.js";
import { claimantOf, claimRun, releaseRun } from "../../model/data/host/runClaim.js";
import { claimFile, eventsFile } from "../../model/data/host/runFolder.js";
import type { RunEvent } from "../../model/run/events.js";
import type { RunCurves } from "../../webview/protocol.js";
import { curvesOf } from "./runCurves.js";
import { RunFollower } from "./runFollower.js";
import { summarizeRun, type RunSummary } from "./runSummary.js";

/** What was read from a file of events, until the file changes. */
interface Read<T> {
  readonly stamp: string;
  readonly value: T | null;
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
  private readonly summaries = new Map<string, Read<RunSummary>>();
  private readonly curvesRead = new Map<string, Read<RunCurves>>();

  /** `root` is created when the first run is. */
  constructor(readonly root: string) {}

  directory(runId: string): string {
    return join(this.root, runId);
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

  /** Every run that began, the newest first. */
  async list(): Promise<RunSummary[]> {
    const names = await readdir(this.root).catch(() => []);
    const found = await Promise.all(names.map((name) => this.summary(name)));
    return found
      .filter((summary) => summary !== null)
      .sort((a, b) => b.startedAt - a.startedAt || b.id.localeCompare(a.id));
  }

  summary(runId: string): Promise<RunSummary | null> {
    return this.readOnce(runId, this.summaries, summarizeRun);
  }

  /** The curves of the newest runs, the newest first. */
  async curves(): Promise<RunCurves[]> {
    const newest = (await this.list()).slice(0, mostCurves);
    const read = await Promise.all(
      newest.map(({ id }) => this.readOnce(id, this.curvesRead, curvesOf)),
    );
    return read.filter((curves) => curves !== null);
  }

  /** A reader of the run's events that can go on where it stopped. */
  follow(runId: string): RunFollower {
    return new RunFollower(this.directory(runId));
  }

  /** Adds an event that the trainer could not write itself; one that is at work writes its own. */
  async appendEvent(runId: string, event: RunEvent): Promise<void> {
    const file = join(this.directory(runId), eventsFile);
    if (!existsSync(file) || (await this.isClaimed(runId))) return;
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
    this.summaries.delete(runId);
    this.curvesRead.delete(runId);
  }

  private async readOnce<T>(
    runId: string,
    known: Map<string, Read<T>>,
    read: (runId: string, text: string) => T | null,
  ): Promise<T | null> {
    const file = join(this.directory(runId), eventsFile);
    const info = await stat(file).catch(() => null);
    if (info === null) return null;
    const stamp = `${info.mtimeMs} ${info.size}`;
    const before = known.get(runId);
    if (before?.stamp === stamp) return before.value;
    const value = read(runId, await readFile(file, "utf8"));
    known.set(runId, { stamp, value });
    return value;
  }

  private async sweep(): Promise<void> {
    const names = await readdir(this.root).catch(() => []);
    for (const name of names) {
      const files = await readdir(this.directory(name)).catch(() => null);
      const isLeftOver = files?.every((file) => file === eventsFile || file === claimFile) ?? false;
      if (!isLeftOver || (await this.isYoung(name)) || (await this.isClaimed(name))) continue;
      if ((await this.summary(name)) === null) await this.remove(name);
    }
  }

  private async isYoung(runId: string): Promise<boolean> {
    const info = await stat(this.directory(runId)).catch(() => null);
    return info !== null && info.mtimeMs > Date.now() - youngMs;
  }
}
