import * as vscode from "vscode";
import { trainLoss } from "../../model/metrics/trainLoss.js";
import { visibleText } from "../../model/messages/visibleText.js";
import { isActive } from "../../model/run/phase.js";
import type { RunState } from "../../model/run/state.js";
import { Disposable } from "../disposable.js";
import { reasonUnreadable } from "../errors.js";
import { phaseIcon, phaseTexts } from "../words/phaseTexts.js";
import { language } from "../words/language.js";
import { translateMessage } from "../words/translateMessage.js";
import { toldText } from "../words/metricText.js";
import { formatRunDate } from "../../model/run/runDate.js";
import { isReadable, type RunStorage, type UnreadableRun } from "./runStorage.js";
import type { RunLine } from "./runLine.js";
import { sampleRunId } from "./runId.js";

export interface RunsTreeParts {
  readonly storage: RunStorage;
  readonly activeRunId: () => string | null;
  /** Of the run at work. */
  readonly activeState: () => Pick<RunState, "phase" | "message">;
}

/** A run that was asked for: it has no record before its trainer is ready. */
export interface ComingRun extends Pick<RunState, "phase" | "message"> {
  readonly id: string;
  readonly isComing: true;
}

export type Line = RunLine | UnreadableRun | ComingRun;

/** The Runs view: every run on disk, the newest first. */
export class RunsTree extends Disposable implements vscode.TreeDataProvider<Line> {
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly parts: RunsTreeParts) {
    super();
  }

  refresh(): void {
    this.changed.fire();
  }

  async getChildren(parent?: Line): Promise<Line[]> {
    if (parent !== undefined) return [];
    const lines = await this.parts.storage.survey();
    const kept = await Promise.all(
      lines.map(async (line) => (isReadable(line) ? this.withTruePhase(line) : line)),
    );
    const all = [...this.coming(lines), ...kept];
    // Without a run of their own a person is told what to do, with buttons: VS Code does so in an empty view.
    return all.every(({ id }) => id === sampleRunId) ? [] : all;
  }

  /** The line of a run that has no record yet; null for any other. */
  comingRun(id: string): ComingRun | null {
    if (id !== this.parts.activeRunId()) return null;
    const { phase, message } = this.parts.activeState();
    return { id, phase, message, isComing: true };
  }

  /** Else the view would say that there is no run, and offer to train, while one is being prepared. */
  private coming(lines: readonly { readonly id: string }[]): readonly ComingRun[] {
    const id = this.parts.activeRunId();
    const hasRecord = lines.some((line) => line.id === id);
    const coming = id === null || hasRecord ? null : this.comingRun(id);
    return coming === null ? [] : [coming];
  }

  /** Lines have none above them; a view asks before it reveals one. */
  getParent(): undefined {
    return undefined;
  }

  getTreeItem(line: Line): vscode.TreeItem {
    if ("isComing" in line) return comingItemOf(line);
    return isReadable(line) ? itemOf(line) : unreadableItemOf(line);
  }

  /** A file that ends in the middle of a run tells of an interruption, unless a trainer is at work. */
  private async withTruePhase(run: RunLine): Promise<RunLine | UnreadableRun> {
    if (!isActive(run.phase) || run.id === this.parts.activeRunId()) return run;
    try {
      const isClaimed = await this.parts.storage.isClaimed(run.id);
      return isClaimed ? run : { ...run, phase: "stopped" };
    } catch (fault) {
      // Nobody knows whether it is at work.
      return { id: run.id, fault };
    }
  }
}

/** Runs are told apart by when they began and what they reached. */
function itemOf(run: RunLine): vscode.TreeItem {
  const look = run.inVain === null ? run.phase : "fruitless";
  const { title } = phaseTexts[look];
  const date = formatRunDate(run.startedAt, language());
  const accuracy = run.testAccuracy?.toFixed(3);
  const name = run.id === sampleRunId ? vscode.l10n.t("Sample") : date;
  const item = new vscode.TreeItem(accuracy === undefined ? name : `${name} · ${accuracy}`);
  item.id = run.id;
  item.iconPath = phaseIcon(look);
  // The line of a run at work is not written with every step.
  const isComplete = run.phase === "finished" && !run.canGoOn;
  item.description =
    isComplete || isActive(run.phase) ? title : vscode.l10n.t("{0} at step {1}", title, run.step);
  item.tooltip = tooltip(run, title);
  item.contextValue = contextValue(run);
  item.accessibilityInformation = { label: `${name}. ${item.tooltip.replaceAll("\n", ". ")}` };
  item.command = {
    command: "googlenet.showRun",
    title: vscode.l10n.t("Show in Explorer"),
    arguments: [run],
  };
  return item;
}

function comingItemOf({ id, phase, message }: ComingRun): vscode.TreeItem {
  const { title } = phaseTexts[phase];
  const name = vscode.l10n.t("New run");
  const item = new vscode.TreeItem(name);
  item.id = id;
  item.iconPath = phaseIcon(phase);
  item.description = title;
  item.tooltip = message === null ? title : translateMessage(message);
  // It has no folder yet of which a menu could do anything.
  item.contextValue = "run.coming";
  item.accessibilityInformation = { label: `${name}. ${title}` };
  item.command = { command: "googlenet.openExplorer", title: vscode.l10n.t("Show in Explorer") };
  return item;
}

function unreadableItemOf({ id, fault }: UnreadableRun): vscode.TreeItem {
  // Of a folder that anybody may have named.
  const name = visibleText(id);
  const item = new vscode.TreeItem(name);
  item.id = id;
  item.iconPath = new vscode.ThemeIcon("warning");
  item.description = vscode.l10n.t("Unreadable");
  item.tooltip = vscode.l10n.t(
    "The record of this run cannot be read: {0}",
    reasonUnreadable(fault),
  );
  item.contextValue = "run.unreadable";
  item.accessibilityInformation = { label: `${name}. ${item.tooltip}` };
  return item;
}

function tooltip(run: RunLine, title: string): string {
  const lines = [
    run.id === sampleRunId ? vscode.l10n.t("The run that came with the extension") : null,
    vscode.l10n.t("{0} at step {1} of {2}", title, run.step, run.totalSteps),
    run.inVain === null ? null : translateMessage(run.inVain),
    vscode.l10n.t("Network {0}, recipe {1}, seed {2}", run.network, run.recipe, run.seed),
    vscode.l10n.t("{0} on {1}", run.engine, run.device),
    run.loss === null ? null : vscode.l10n.t("Loss {0}", toldText(trainLoss, run.loss)),
    run.testAccuracy === null
      ? null
      : vscode.l10n.t("Test accuracy {0}", run.testAccuracy.toFixed(3)),
  ];
  return lines.filter((line) => line !== null).join("\n");
}

/** What the menus of a line may offer. */
function contextValue(run: RunLine): "run.active" | "run.resumable" | "run.ended" | "run.sample" {
  if (run.id === sampleRunId) return "run.sample";
  if (isActive(run.phase)) return "run.active";
  return run.canGoOn ? "run.resumable" : "run.ended";
}
