import * as vscode from "vscode";

/** VS Code's language where we have texts in it, otherwise English; dates and numbers follow it. */
export function language(): string {
  return vscode.l10n.bundle === undefined ? "en" : vscode.env.language;
}
