import * as vscode from "vscode";
import { Disposable } from "../disposable.js";
import { reasonUnreadable } from "../errors.js";
import { runsViewId } from "../manifest.js";
import type { RunStorage } from "../runs/runStorage.js";
import type { Line, RunsTree } from "../runs/runsTree.js";
import type { RunView } from "../runs/runView.js";

export interface RunsViewParts {
  readonly tree: RunsTree;
  /** The run that is shown. */
  readonly store: RunView;
  readonly storage: Pick<RunStorage, "summary" | "fault">;
}

/** The Runs view, in which the run that is shown is the one that is selected. */
export class RunsView extends Disposable {
  private readonly view: vscode.TreeView<Line>;
  private marked: string | null = null;

  constructor(private readonly parts: RunsViewParts) {
    super();
    const { tree, store } = parts;
    this.view = this.register(vscode.window.createTreeView(runsViewId, { treeDataProvider: tree }));
    this.register(store.onDidChange(({ kind }) => kind === "replaced" && this.follow()));
    // A run that has just begun has its line only now.
    this.register(tree.onDidChangeTreeData(() => this.follow()));
    this.register(this.view.onDidChangeVisibility(() => this.follow()));
    this.register(tree.onDidChangeTreeData(() => this.tell()));
    this.register(
      this.view.onDidChangeSelection(({ selection: [chosen] }) => {
        this.marked = chosen?.id ?? null;
      }),
    );
    this.tell();
  }

  private tell(): void {
    void this.tellFault().catch(() => undefined);
  }

  /** Else it would offer to train where a folder full of runs cannot be read. */
  private async tellFault(): Promise<void> {
    const fault = await this.parts.storage.fault();
    this.view.message =
      fault === null
        ? ""
        : vscode.l10n.t("The folder of the runs cannot be read: {0}", reasonUnreadable(fault));
  }

  private follow(): void {
    void this.mark().catch(() => undefined);
  }

  private async mark(): Promise<void> {
    const { store, storage, tree } = this.parts;
    const runId = store.runId();
    // To reveal a line of a view that is hidden would open the side bar.
    if (runId === null || runId === this.marked || !this.view.visible) return;
    const line = (await storage.summary(runId)) ?? tree.comingRun(runId);
    if (line === null || runId !== store.runId()) return;
    await this.view.reveal(line, { select: true, focus: false });
    this.marked = runId;
  }
}
