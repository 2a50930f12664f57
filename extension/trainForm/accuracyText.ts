import * as vscode from "vscode";
import type { ExpectedAccuracy } from "../../model/metrics/expectedAccuracy.js";

/** What recorded runs ended with, and how many they are. */
export function accuracyText({ span: [low, high], runs }: ExpectedAccuracy): string {
  const [from, to] = [low.toFixed(3), high.toFixed(3)];
  if (runs === 1) return vscode.l10n.t("test accuracy {0} in the recorded run", from);
  return vscode.l10n.t("test accuracy {0} to {1} in {2} recorded runs", from, to, runs);
}
