import * as vscode from "vscode";
import { messageOf } from "../model/messages/userError.js";
import { HostError, notApplicable, unexpected } from "./errors.js";
import { withoutLinks } from "./words/withoutLinks.js";

/** What a box is about may change while it stands: VS Code takes none away that is shown. */
export interface Topic {
  /** Whether a page that can be seen says the same: then the log is enough. */
  readonly isSaid: () => boolean;
  /** Whether the box still speaks of what is now. */
  readonly isTrue: () => boolean;
}

const lasting: Topic = { isSaid: () => false, isTrue: () => true };

/** Writes an error to the log and shows it once, with its actions; resolves when it is answered. */
export async function notify(
  error: unknown,
  log: vscode.LogOutputChannel,
  { isSaid, isTrue } = lasting,
): Promise<void> {
  const shown = error instanceof HostError ? error : unexpected(error);
  record(shown, log);
  if (isSaid()) return;
  const titles = shown.actions.map((action) => action.title);
  const chosen = await show(shown, titles);
  const action = shown.actions.find(({ title }) => title === chosen);
  if (action === undefined) return;
  if (action.isOfRun === true && !isTrue()) return notify(runHasPassed(), log);
  await vscode.commands.executeCommand(action.command, ...(action.arguments ?? []));
}

function show(error: HostError, titles: readonly string[]): Thenable<string | undefined> {
  const text = withoutLinks(error.message);
  switch (error.kind) {
    case "notApplicable":
      return vscode.window.showInformationMessage(text, ...titles);
    case "cannotStart":
    case "runFailed":
    case "bug":
      return vscode.window.showErrorMessage(text, ...titles);
  }
}

function record(error: HostError, log: vscode.LogOutputChannel): void {
  if (error.kind === "notApplicable") {
    log.info(error.untranslated);
    return;
  }
  log.error(error.untranslated);
  if (error.cause === undefined) return;
  const stack = error.cause instanceof Error ? error.cause.stack : undefined;
  log.error(stack ?? messageOf(error.cause));
}

/** The answer to a button of a message that still stands after its run was followed by another. */
function runHasPassed(): HostError {
  return notApplicable(
    vscode.l10n.t("That message was of an earlier run, and another one was begun since."),
    vscode.l10n.t("Choose the run in the Runs view."),
  );
}
