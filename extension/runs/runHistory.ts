import { l10n, type Memento } from "vscode";
import type { RunConfig } from "../../model/run/config.js";
import type { RunState } from "../../model/run/state.js";
import { says, type Message } from "../../model/messages/message.js";
import { Disposable } from "../disposable.js";
import { runUnreadable, type HostError } from "../errors.js";
import type { RunPointer } from "./runPointer.js";
import type { RunStore } from "./runStore.js";
import { RecordFold, type FoldedRecord } from "./recordFold.js";
import type { RunFollower } from "./runFollower.js";
import type { RunStorage } from "./runStorage.js";
import { TrainedRun } from "./trainedRun.js";

const shownRunKey = "googlenet.shownRun";
const followEveryMs = 2000;

export interface RunHistoryParts {
  /** Of the run at work. */
  readonly live: RunStore;
  /** Of a run that is read from disk. */
  readonly past: RunStore;
  /** Points at the one that is shown. */
  readonly store: RunPointer;
  readonly storage: RunStorage;
  readonly memento: Memento;
  /** The run at work in this window, which alone is told by its trainer. */
  readonly activeRunId: () => string | null;
}

/** A run as its file tells it; `follower` reads on from there. */
interface ReadRun {
  readonly config: RunConfig;
  /** Null where it has not failed since it was last begun. */
  readonly failure: RunState["failure"];
  readonly folded: FoldedRecord;
  readonly follower: RunFollower;
}

interface FollowedRun {
  readonly runId: string;
  readonly follower: RunFollower;
  /** Whether the explorer still shows what is read of it. */
  readonly isShown: () => boolean;
}

/** Chooses the run that is shown: the one at work, or one of the past, whose record is read. */
export class RunHistory extends Disposable {
  private followTimer: ReturnType<typeof setTimeout> | undefined;
  /** Of all that were asked for; the latest has the highest number. */
  private lastAsked = 0;
  private lastShown = 0;

  private readonly trained: TrainedRun;

  constructor(private readonly parts: RunHistoryParts) {
    super();
    this.trained = new TrainedRun(parts.memento);
    this.register({ dispose: () => clearTimeout(this.followTimer) });
  }

  /** A trainer of this window is at work on the run from now on. */
  async noteTraining(runId: string): Promise<void> {
    await this.trained.begin(runId);
    await this.remember(runId);
  }

  /** The run has ended, and not with the window. */
  async noteEnd(): Promise<void> {
    await this.trained.end();
  }

  /** Shows the run at work, whatever is being read meanwhile. */
  showLive(): void {
    this.lastAsked += 1;
    this.lastShown = this.lastAsked;
    clearTimeout(this.followTimer);
    this.parts.store.point(this.parts.live);
  }

  /** A run that was deleted is shown no longer. */
  forget(runId: string): void {
    const { live, past } = this.parts;
    for (const store of [live, past]) if (store.runId() === runId) store.clear();
    if (this.parts.activeRunId() !== null) this.showLive();
  }

  /** Shows the run shown last, or the newest there is, so that the explorer is not blank. */
  async restore(): Promise<void> {
    this.tell(says("Looking for the run that was shown last …"));
    try {
      await this.findLast();
    } finally {
      this.tell(null);
    }
  }

  /** Until it is known, nobody should be told that there is no run. */
  private tell(message: Message | null): void {
    const { live } = this.parts;
    if (live.runId() === null && !this.isDisposed) live.setPhase("idle", message);
  }

  private async findLast(): Promise<void> {
    const { store, storage, memento } = this.parts;
    const asked = this.lastAsked;
    const remembered = memento.get<string>(shownRunKey);
    const wasShown = remembered !== undefined && (await this.canBeShown(remembered));
    const runId = wasShown ? remembered : (await storage.list())[0]?.id;
    // A run may have begun, or been asked for, while the disk was read.
    if (runId === undefined || store.runId() !== null || this.lastAsked > asked) return;
    await this.show(runId);
  }

  /** Shows a run, unless one that was asked for later is shown by then. */
  async show(runId: string): Promise<void> {
    if (runId === this.parts.activeRunId()) this.showLive();
    else await this.load(runId);
  }

  /** Rejects with a `HostError` where the run cannot be read or never began. */
  async read(runId: string): Promise<ReadRun> {
    const follower = this.parts.storage.follow(runId);
    const fold = new RecordFold();
    await follower
      .readLines((line) => fold.take(line))
      .catch((error: unknown) => {
        throw runUnreadable(runId, error);
      });
    const folded = await fold.result();
    const { started, failure } = folded.state;
    if (started === null) throw neverBegan(runId);
    return { config: started.config, failure, folded, follower };
  }

  private async load(runId: string): Promise<void> {
    const { past, store, storage } = this.parts;
    this.lastAsked += 1;
    const number = this.lastAsked;
    // Asked first, so that all is read of a trainer that has ended.
    const isClaimed = await storage.isClaimed(runId);
    const { folded, follower } = await this.read(runId);
    if (this.isDisposed || number < this.lastShown) return;
    this.lastShown = number;
    clearTimeout(this.followTimer);
    past.load(runId, folded);
    if (!isClaimed) this.trained.tellEnd(past);
    store.point(past);
    const isShown = (): boolean =>
      !this.isDisposed && this.lastShown === number && past.runId() === runId;
    // A reload of the window ends the run at work, and is to say so.
    if (this.parts.activeRunId() === null) await this.remember(runId);
    if (!isShown()) return;
    this.readLater({ runId, follower, isShown }, isClaimed);
  }

  /**
   * Another window trains it or begins to go on with it, or a trainer of before a reload is writing
   * its last checkpoint. Where a trainer has died its window tells so a moment later: hence one more
   * look at a run that nobody claims any more.
   */
  private readLater(run: FollowedRun, wasClaimed: boolean): void {
    this.followTimer = setTimeout(() => void this.readOn(run, wasClaimed), followEveryMs);
  }

  private async readOn(run: FollowedRun, wasClaimed: boolean): Promise<void> {
    const { past, storage } = this.parts;
    // What cannot be read now is read the next time.
    const isClaimed = await storage.isClaimed(run.runId).catch(() => true);
    const events = await run.follower.read().catch(() => []);
    if (!run.isShown()) return;
    past.append(events);
    if (isClaimed || wasClaimed) this.readLater(run, isClaimed);
    else this.trained.tellEnd(past);
  }

  /** The run to show again after a reload of the window. */
  private async remember(runId: string): Promise<void> {
    await this.parts.memento.update(shownRunKey, runId);
  }

  private async canBeShown(runId: string): Promise<boolean> {
    const summary = await this.parts.storage.summary(runId).catch(() => null);
    return summary !== null;
  }
}

function neverBegan(runId: string): HostError {
  return runUnreadable(runId, l10n.t("It ended before its first step."));
}
