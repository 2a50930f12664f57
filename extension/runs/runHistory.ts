import { l10n, type Memento } from "vscode";
import type { RunConfig } from "../../model/run/config.js";
import { isActive } from "../../model/run/phase.js";
import type { RunState } from "../../model/run/state.js";
import { Disposable } from "../disposable.js";
import { notApplicable, runUnreadable, type HostError } from "../errors.js";
import type { RunStore } from "../runStore.js";
import { RecordFold, type FoldedRecord } from "./recordFold.js";
import type { RunFollower } from "./runFollower.js";
import type { RunStorage } from "./runStorage.js";

const shownRunKey = "googlenet.shownRun";
const followEveryMs = 2000;

export interface RunHistoryParts {
  readonly store: RunStore;
  readonly storage: RunStorage;
  readonly memento: Memento;
  /** The run at work in this window, which alone is told by its trainer. */
  readonly activeRunId: () => string | null;
}

/** A run as its file tells it; `follower` reads on from there. */
interface RecordedRun {
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

/** Brings runs of the past back into the store by replaying their events. */
export class RunHistory extends Disposable {
  private followTimer: ReturnType<typeof setTimeout> | undefined;
  /** Of all that were asked for; the latest has the highest number. */
  private lastAsked = 0;
  private lastShown = 0;

  constructor(private readonly parts: RunHistoryParts) {
    super();
    this.register({ dispose: () => clearTimeout(this.followTimer) });
  }

  /** The run to show again after a reload of the window. */
  async remember(runId: string): Promise<void> {
    clearTimeout(this.followTimer);
    await this.parts.memento.update(shownRunKey, runId);
  }

  /** Shows the run shown last, or the newest there is, so that the explorer is not blank. */
  async restore(): Promise<void> {
    const { store, storage, memento } = this.parts;
    const asked = this.lastAsked;
    const remembered = memento.get<string>(shownRunKey);
    const wasShown = remembered !== undefined && (await storage.summary(remembered)) !== null;
    const runId = wasShown ? remembered : (await storage.list())[0]?.id;
    // A run may have begun, or been asked for, while the disk was read.
    if (runId === undefined || store.runId() !== null || this.lastAsked > asked) return;
    await this.show(runId);
  }

  /** Shows a run, unless one that was asked for later is shown by then. */
  async show(runId: string): Promise<void> {
    const active = this.parts.activeRunId();
    if (active !== null && active !== runId) {
      throw notApplicable(
        l10n.t("The explorer shows the run that is going on."),
        l10n.t("Stop it first."),
      );
    }
    // The run that is going on is shown already.
    if (active === null) await this.load(runId);
  }

  /** Rejects with a `HostError` where the run cannot be read or never began. */
  async read(runId: string): Promise<RecordedRun> {
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
    const { store, storage, activeRunId } = this.parts;
    this.lastAsked += 1;
    const number = this.lastAsked;
    // Asked first, so that all is read of a trainer that has ended.
    const isClaimed = await storage.isClaimed(runId);
    const { folded, follower } = await this.read(runId);
    if (this.isDisposed || activeRunId() !== null || number < this.lastShown) return;
    this.lastShown = number;
    store.load(runId, folded);
    const isShown = (): boolean =>
      !this.isDisposed &&
      activeRunId() === null &&
      this.lastShown === number &&
      store.runId() === runId;
    await this.remember(runId);
    if (!isShown()) return;
    if (!isClaimed) this.endInterrupted();
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
    const { store, storage } = this.parts;
    // What cannot be read now is read the next time.
    const isClaimed = await storage.isClaimed(run.runId).catch(() => true);
    const events = await run.follower.read().catch(() => []);
    if (!run.isShown()) return;
    store.append(events);
    if (isClaimed || wasClaimed) this.readLater(run, isClaimed);
    else this.endInterrupted();
  }

  private endInterrupted(): void {
    const { store } = this.parts;
    if (!isActive(store.state().phase)) return;
    store.setPhase("stopped", l10n.t("Interrupted: its window or its trainer was closed."));
  }
}

function neverBegan(runId: string): HostError {
  return runUnreadable(runId, l10n.t("It ended before its first step."));
}
