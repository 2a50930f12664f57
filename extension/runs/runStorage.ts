import { existsSync } from "node:fs";
import {
  appendFile,
  mkdir,
  open,
  readFile,
  readdir,
  rm,
  rmdir,
  stat,
  writeFile,
} from "node:fs/promises";
import { uptime } from "node:os";
import { join } from "node:path";
import { endsWithLine } from "../../model/data/host/endsWithLine.js";
import { isProcessRunning } from "../../model/data/host/process.js";
import type { RunEvent } from "../../model/run/events.js";
import type { RunCurves } from "../../webview/protocol.js";
import { curvesOf } from "./runCurves.js";
import { eventsFile } from "./runEvents.js";
import { RunFollower } from "./runFollower.js";
import { summarizeRun, type RunSummary } from "./runSummary.js";

/** Names the trainer at work on a run, so that another window keeps its hands off. */
const ownerFile = "trainer.pid";

/** What was read from a file of events, until the file changes. */
interface Read<T> {
  readonly stamp: string;
  readonly value: T | null;
}

/** So many curves can be told apart in one chart, and read in a moment. */
const mostCurves = 20;

/** The runs on disk: a folder each, written by the trainer, found and removed here. */
export class RunStorage {
  /** A run that ended before its first step leaves no folder, yet its name stays its own. */
  private readonly given = new Set<string>();
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

  /** Adds an event that the trainer could not write itself. */
  async appendEvent(runId: string, event: RunEvent): Promise<void> {
    const file = join(this.directory(runId), eventsFile);
    if (!existsSync(file)) return;
    const separator = endsWithLine(file) ? "" : "\n";
    await appendFile(file, `${separator}${JSON.stringify(event)}\n`);
  }

  /** Says whose a run is now, and clears away what earlier runs that never began have left. */
  async claim(runId: string, pid: number | undefined): Promise<void> {
    await this.sweep();
    await mkdir(this.directory(runId), { recursive: true });
    if (pid !== undefined) await writeFile(join(this.directory(runId), ownerFile), `${pid}\n`);
  }

  /** Ends a claim, and leaves no empty folder of a run that never began. */
  async release(runId: string): Promise<void> {
    await rm(join(this.directory(runId), ownerFile), { force: true });
    await rmdir(this.directory(runId)).catch(() => undefined);
  }

  /** Whether some window's trainer is at work on the run. */
  async isClaimed(runId: string): Promise<boolean> {
    // Opened once: its owner may remove it at any time.
    const file = await open(join(this.directory(runId), ownerFile)).catch(() => null);
    if (file === null) return false;
    try {
      const { mtimeMs } = await file.stat();
      // A number from before the machine was last started belongs to another process by now.
      if (mtimeMs < Date.now() - uptime() * 1000) return false;
      return isProcessRunning(Number(await file.readFile("utf8")));
    } finally {
      await file.close();
    }
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
      const isLeftOver = files?.every((file) => file === eventsFile || file === ownerFile) ?? false;
      if (!isLeftOver || (await this.isClaimed(name))) continue;
      if ((await this.summary(name)) === null) await this.remove(name);
    }
  }
}
