import * as vscode from "vscode";

/** Opens a view in its side bar, without the focus. Where it cannot be opened, a person does without. */
export function showView(viewId: string): void {
  const options = { preserveFocus: true };
  void vscode.commands.executeCommand(`${viewId}.focus`, options).then(undefined, () => undefined);
}
