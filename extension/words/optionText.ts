import { l10n } from "vscode";

/** A text of the table of options, with its value; the check of the translations reads the table. */
export function optionText(text: string, ...values: readonly string[]): string {
  return l10n.t(text, ...values);
}
