import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import {
  firstSnapshotElementId,
  translationsElementId,
  type Snapshot,
} from "../../webview/protocol.js";
import { language } from "../language.js";

export type PageId = "explorer" | "metrics";

/** The folders a page may load files from. */
export function pageRoots(extensionUri: vscode.Uri): readonly vscode.Uri[] {
  return [
    vscode.Uri.joinPath(extensionUri, "dist", "webview"),
    vscode.Uri.joinPath(extensionUri, "media"),
  ];
}

/** A longer snapshot, as of a run with many steps, would hold the page up more than the question for it. */
const mostCharacters = 200_000;

/** The document of a page: no code inline, nothing from the network. */
export function pageHtml(
  page: PageId,
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  snapshot: Snapshot,
): string {
  const nonce = randomBytes(18).toString("base64url");
  const source = (file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, "dist", "webview", file)).toString();
  const policy = [
    "default-src 'none'",
    `img-src ${webview.cspSource} data:`,
    `font-src ${webview.cspSource}`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
  ].join("; ");
  return `<!doctype html>
<html lang="${escapeAttribute(language())}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta property="csp-nonce" content="${nonce}" />
    <title>GoogLeNet</title>
    <link rel="stylesheet" href="${source(`${page}.css`)}" />
  </head>
  <body data-page="${page}">
    <div id="app"></div>
    ${translations()}
    ${firstSnapshot(snapshot)}
    <script nonce="${nonce}" src="${source(`${page}.js`)}"></script>
  </body>
</html>
`;
}

function translations(): string {
  const { bundle } = vscode.l10n;
  return bundle === undefined ? "" : dataBlock(translationsElementId, JSON.stringify(bundle));
}

function firstSnapshot(snapshot: Snapshot): string {
  const json = JSON.stringify(snapshot);
  return json.length > mostCharacters ? "" : dataBlock(firstSnapshotElementId, json);
}

/** A block of data, which the policy allows as it never runs. */
function dataBlock(id: string, json: string): string {
  // A text may not end the element early.
  const content = json.replaceAll("<", String.raw`\u003c`);
  return `<script type="application/json" id="${id}">${content}</script>`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
