import * as vscode from "vscode";
import { fruitlessOf, fruitlessReason, lookOf } from "../../model/metrics/watchdog/fruitless.js";
import { toldOf } from "../../model/metrics/told.js";
import { trainLoss } from "../../model/metrics/trainLoss.js";
import type { Phase } from "../../model/run/phase.js";
import { failureSaid } from "../../model/run/failureTexts.js";
import type { RunState } from "../../model/run/state.js";
import { joinSentences } from "../../model/messages/joinSentences.js";
import { Disposable } from "../disposable.js";
import { toldText } from "../words/metricText.js";
import { Pacer } from "../pacer.js";
import { phaseTexts } from "../words/phaseTexts.js";
import type { RunView } from "../runs/runView.js";
import type { RunChange } from "../runs/runView.js";
import { translateMessage } from "../words/translateMessage.js";

const lossEveryMs = 2000;

/** One item: the phase and the loss; a click opens the explorer. */
export class StatusBar extends Disposable {
  private readonly item: vscode.StatusBarItem;
  private shown: Phase | undefined;
  private readonly pacer = this.register(new Pacer(lossEveryMs, () => this.update()));

  /** `isSample`: whether the run that is told of is none of the person's own. */
  constructor(
    private readonly store: RunView,
    private readonly isSample: () => boolean = () => false,
  ) {
    super();
    this.item = this.register(
      vscode.window.createStatusBarItem("googlenet.status", vscode.StatusBarAlignment.Left),
    );
    this.item.name = "GoogLeNet";
    this.item.command = "googlenet.openExplorer";
    this.register(store.onDidChange((change) => this.follow(change)));
    this.update();
    this.item.show();
  }

  /** Another run or phase is told at once, the loss now and then. */
  private follow({ kind }: RunChange): void {
    if (kind === "replaced" || this.store.state().phase !== this.shown) this.update();
    else this.pacer.later();
  }

  private update(): void {
    this.pacer.told();
    const state = this.store.state();
    this.shown = state.phase;
    this.item.text = this.isSample() ? sampleText() : statusText(state);
    const { ground } = phaseTexts[lookOf(state)];
    // VS Code gives the text the color that goes with it.
    this.item.backgroundColor = ground === undefined ? undefined : new vscode.ThemeColor(ground);
    this.item.tooltip = statusTooltip(state);
    this.item.accessibilityInformation = { label: statusTooltip(state) };
  }
}

/** A person without a run of their own has nothing to watch. */
function sampleText(): string {
  return `$(beaker) ${vscode.l10n.t("GoogLeNet: {0}", vscode.l10n.t("Sample"))}`;
}

export function statusText(state: RunState): string {
  const { title, icon } = phaseTexts[lookOf(state)];
  const loss = toldOf(trainLoss, state).value;
  if (state.phase === "idle") return `$(${icon}) GoogLeNet`;
  const text =
    loss === null
      ? vscode.l10n.t("GoogLeNet: {0}", title)
      : vscode.l10n.t("GoogLeNet: {0}, loss {1}", title, toldText(trainLoss, loss));
  return `$(${icon}) ${text}`;
}

export function statusTooltip(state: RunState): string {
  if (state.phase === "idle")
    return vscode.l10n.t("GoogLeNet: no run yet. Click to open the explorer.");
  const { title } = phaseTexts[lookOf(state)];
  const last = state.steps.at(-1);
  const total = state.started?.totalSteps ?? 0;
  const what =
    last === undefined
      ? vscode.l10n.t("GoogLeNet: {0}.", title)
      : vscode.l10n.t("GoogLeNet: {0} at step {1} of {2}.", title, last.step, total);
  const { failure, message } = state;
  const detail = failure === null ? message : failureSaid(failure).message;
  const isTold = failure !== null || last === undefined;
  const fruitless = fruitlessOf(state);
  return joinSentences([
    what,
    isTold && detail !== null ? translateMessage(detail) : "",
    fruitless === null ? "" : translateMessage(fruitlessReason(fruitless)),
  ]);
}
