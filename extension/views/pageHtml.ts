import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { language } from "../words/language.js";
import { documentOf, type PageDocument } from "./pageDocument.js";

/** The folders a page may load files from. */
export function pageRoots(extensionUri: vscode.Uri): readonly vscode.Uri[] {
  return [
    vscode.Uri.joinPath(extensionUri, "dist", "webview"),
    vscode.Uri.joinPath(extensionUri, "media"),
  ];
}

/** The document of a page in a webview, with a nonce of its own. */
export function pageHtml(
  page: string,
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  content: Pick<PageDocument, "snapshot" | "keptView">,
): string {
  return documentOf({
    page,
    language: language(),
    cspSource: webview.cspSource,
    sourceOf: (file) =>
      webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, "dist", "webview", file)).toString(),
    nonce: randomBytes(18).toString("base64url"),
    translations: vscode.l10n.bundle,
    ...content,
  });
}
