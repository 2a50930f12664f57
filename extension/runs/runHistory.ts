import { l10n, type Memento } from "vscode";
import type { RunConfig } from "../../model/run/config.js";
import { isActive } from "../../model/run/phase.js";
import { Disposable } from "../disposable.js";
import { notApplicable, runUnreadable } from "../errors.js";
import type { RunStore } from "../runStore.js";
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

/** Brings runs of the past back into the store by replaying their events. */
export class RunHistory extends Disposable {
  private followTimer: ReturnType<typeof setTimeout> | undefined;

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
    const remembered = memento.get<string>(shownRunKey);
    const wasShown = remembered !== undefined && (await storage.summary(remembered)) !== null;
    const runId = wasShown ? remembered : (await storage.list())[0]?.id;
    // A run may have begun while the disk was read.
    if (runId === undefined || store.runId() !== null) return;
    await this.show(runId);
  }

  /** Shows a run; resolves to its configuration. */
  async show(runId: string): Promise<RunConfig> {
    const { store, activeRunId } = this.parts;
    const active = activeRunId();
    if (active !== null && active !== runId) {
      throw notApplicable(
        l10n.t("The explorer shows the run that is going on."),
        l10n.t("Stop it first."),
      );
    }
    if (active === null) await this.load(runId);
    const { started } = store.state();
    if (started === null) throw runUnreadable(runId, l10n.t("It ended before its first step."));
    return started.config;
  }

  private async load(runId: string): Promise<void> {
    const { store, storage, activeRunId } = this.parts;
    const events = await storage.readEvents(runId).catch((error: unknown) => {
      throw runUnreadable(runId, error);
    });
    const isClaimed = await storage.isClaimed(runId);
    if (this.isDisposed || activeRunId() !== null) return;
    store.load(runId, events);
    await this.remember(runId);
    if (!isActive(store.state().phase)) return;
    if (isClaimed) this.follow(runId);
    else store.setPhase("stopped", l10n.t("Interrupted: its window or its trainer was closed."));
  }

  /** Another window trains it, or a trainer of before a reload is writing its last checkpoint. */
  private follow(runId: string): void {
    this.followTimer = setTimeout(() => {
      if (this.parts.store.runId() === runId) void this.load(runId).catch(() => undefined);
    }, followEveryMs);
  }
}
