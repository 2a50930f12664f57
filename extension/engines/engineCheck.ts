import * as vscode from "vscode";
import type { EngineCheck } from "../../model/machine/engineReport.js";
import { checkEngines } from "./describeEngines.js";
import type { LaunchTrainer } from "../trainer/trainerProcess.js";
import { translateMessage } from "../words/translateMessage.js";
import { withoutLinks } from "../words/withoutLinks.js";
import { englishOf } from "../../model/messages/translate.js";

/** The command "Check Engines": the findings go to the log, and their sum into one message. */
export async function runEngineCheck(
  launch: LaunchTrainer,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Taking a few training steps on each engine"),
  };
  const checks = await vscode.window.withProgress(progress, () => checkEngines(launch));
  for (const check of checks) log.info(describeCheck(check));
  const isWrong = checks.some(({ verification }) => verification?.isCorrect === false);
  const show = isWrong ? vscode.window.showErrorMessage : vscode.window.showInformationMessage;
  const showLog = vscode.l10n.t("Show Log");
  if ((await show(summarize(checks), showLog)) === showLog) log.show();
}

/** One sentence on every engine. */
export function summarize(checks: readonly EngineCheck[]): string {
  return withoutLinks(checks.map((check) => `${check.title}: ${verdictOf(check)}.`).join(" "));
}

function describeCheck(check: EngineCheck): string {
  const { title, version, device, reason, action } = check;
  const facts = [version, device].filter((fact) => fact !== "").join(", ");
  return [`${title} (${facts}): ${verdictOf(check)}.`, englishOf(reason), englishOf(action)]
    .filter((part) => part !== "")
    .join(" ");
}

function verdictOf({ available, verification }: EngineCheck): string {
  if (!available || verification === null) return vscode.l10n.t("not available here");
  if (verification.error !== null)
    return vscode.l10n.t("failed, {0}", translateMessage(verification.error));
  const deviation = verification.deviation?.toExponential(1) ?? "?";
  return verification.isCorrect
    ? vscode.l10n.t("correct, within {0} of the reference", deviation)
    : vscode.l10n.t("wrong, {0} away from the reference", deviation);
}
