import * as vscode from "vscode";
import { isActive } from "../../model/run/phase.js";
import { Disposable } from "../disposable.js";
import { phaseTexts } from "../phaseTexts.js";
import { language } from "../language.js";
import type { RunStorage } from "./runStorage.js";
import type { RunSummary } from "./runSummary.js";

export interface RunsTreeParts {
  readonly storage: RunStorage;
  readonly activeRunId: () => string | null;
}

/** The Runs view: every run on disk, the newest first. */
export class RunsTree extends Disposable implements vscode.TreeDataProvider<RunSummary> {
  /** Made when the first line is drawn: it costs as much as a third of the activation. */
  private dateTime: Intl.DateTimeFormat | undefined;
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly parts: RunsTreeParts) {
    super();
  }

  refresh(): void {
    this.changed.fire();
  }

  async getChildren(parent?: RunSummary): Promise<RunSummary[]> {
    if (parent !== undefined) return [];
    const runs = await this.parts.storage.list();
    return Promise.all(runs.map((run) => this.withTruePhase(run)));
  }

  getTreeItem(run: RunSummary): vscode.TreeItem {
    this.dateTime ??= new Intl.DateTimeFormat(language(), {
      dateStyle: "medium",
      timeStyle: "short",
    });
    const label = this.dateTime.format(run.startedAt);
    const item = new vscode.TreeItem(label);
    const { title, icon } = phaseTexts[run.phase];
    item.id = run.id;
    item.iconPath = new vscode.ThemeIcon(icon);
    item.description = describe(run, title);
    item.tooltip = tooltip(run, title);
    item.contextValue = contextValue(run);
    item.accessibilityInformation = { label: `${title}, ${label}, ${item.description}` };
    item.command = {
      command: "googlenet.showRun",
      title: vscode.l10n.t("Show in Explorer"),
      arguments: [run],
    };
    return item;
  }

  /** A file that ends in the middle of a run tells of an interruption, unless a trainer is at work. */
  private async withTruePhase(run: RunSummary): Promise<RunSummary> {
    if (!isActive(run.phase) || run.id === this.parts.activeRunId()) return run;
    return (await this.parts.storage.isClaimed(run.id)) ? run : { ...run, phase: "stopped" };
  }
}

function describe(run: RunSummary, title: string): string {
  const accuracy =
    run.testAccuracy === null ? null : vscode.l10n.t("test {0}", percent(run.testAccuracy));
  return [title, accuracy, run.recipe].filter((part) => part !== null).join(" · ");
}

function tooltip(run: RunSummary, title: string): string {
  const lines = [
    vscode.l10n.t("{0} at step {1} of {2}", title, run.step, run.totalSteps),
    vscode.l10n.t("Network {0}, recipe {1}", run.network, run.recipe),
    vscode.l10n.t("{0} on {1}", run.engine, run.device),
    run.loss === null ? null : vscode.l10n.t("Loss {0}", run.loss.toFixed(3)),
    run.testAccuracy === null
      ? null
      : vscode.l10n.t("Test accuracy {0}", percent(run.testAccuracy)),
  ];
  return lines.filter((line) => line !== null).join("\n");
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** What the menus of a line may offer. */
function contextValue(run: RunSummary): "run.active" | "run.resumable" | "run.ended" {
  if (isActive(run.phase)) return "run.active";
  return run.canGoOn ? "run.resumable" : "run.ended";
}
