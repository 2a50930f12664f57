import { homedir } from "node:os";
import { extname } from "node:path";
import * as vscode from "vscode";
import type { ExportedFile } from "../../../webview/protocol.js";
import { fileNotWritten } from "../../errors.js";

/** Asks where to, and writes; false if the user cancelled. Throws a `HostError` where it cannot. */
export async function saveFile({ name, encoding, content }: ExportedFile): Promise<boolean> {
  const extension = extname(name).slice(1);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, name),
    filters: { [extension.toUpperCase()]: [extension] },
  });
  if (target === undefined) return false;
  try {
    await vscode.workspace.fs.writeFile(target, Buffer.from(content, encoding));
  } catch (error) {
    throw fileNotWritten(target.fsPath, error);
  }
  return true;
}
