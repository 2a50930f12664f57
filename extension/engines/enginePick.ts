import * as vscode from "vscode";
import { deviceSaidOf, type EngineReport } from "../../model/machine/engineReport.js";
import { preferredOf } from "../../model/machine/preferredDevice.js";
import { engineUnavailable } from "../errors.js";
import { trainingSettings } from "../manifest.js";
import { describeEngines } from "./describeEngines.js";
import type { LaunchTrainer } from "../trainer/trainerProcess.js";
import { translateMessage } from "../words/translateMessage.js";
import { sentences } from "../../model/messages/message.js";

interface EngineItem extends vscode.QuickPickItem {
  readonly engineId: string;
  readonly report?: EngineReport;
}

/** Lets the user choose among the engines; throws where the one chosen cannot be used here. */
export async function pickEngine(
  launch: LaunchTrainer,
  current: string,
): Promise<string | undefined> {
  const items = describeEngines(launch).then((reports) => engineItems(reports, current));
  // Shown at once, busy while the trainer looks for devices.
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("GoogLeNet: Select Engine"),
    placeHolder: vscode.l10n.t("What computes the training steps"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen === undefined) return undefined;
  const { report } = chosen;
  if (report !== undefined && !report.available) {
    throw engineUnavailable(report);
  }
  return chosen.engineId;
}

/** The command "Select Engine": the choice is kept in the settings. False if the user went away. */
export async function selectEngine(launch: LaunchTrainer): Promise<boolean> {
  const configuration = vscode.workspace.getConfiguration();
  const current = configuration.get<string>(trainingSettings.engine, "auto");
  const chosen = await pickEngine(launch, current);
  if (chosen === undefined) return false;
  await configuration.update(trainingSettings.engine, chosen, vscode.ConfigurationTarget.Global);
  return true;
}

export function engineItems(reports: readonly EngineReport[], current: string): EngineItem[] {
  const best = preferredOf(reports);
  const automatic: EngineItem = {
    engineId: "auto",
    label: mark(vscode.l10n.t("Automatic"), current === "auto"),
    description: best === undefined ? "" : vscode.l10n.t("now {0}", best.title),
    detail:
      best === undefined
        ? vscode.l10n.t("No engine can be used here.")
        : translateMessage(best.reason),
  };
  return [automatic, ...reports.map((report) => engineItem(report, current))];
}

function engineItem(report: EngineReport, current: string): EngineItem {
  const { id, title, available, version, reason, action } = report;
  const facts = [version, translateMessage(deviceSaidOf(report))]
    .filter((fact) => fact !== "")
    .join(", ");
  return {
    engineId: id,
    report,
    label: mark(title, current === id),
    description: available ? facts : vscode.l10n.t("not available"),
    detail: translateMessage(sentences(reason, action)),
  };
}

function mark(title: string, isCurrent: boolean): string {
  return isCurrent ? `$(check) ${title}` : title;
}
