import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { visibleText } from "../../model/messages/visibleText.js";
import type { DataPreview } from "../../model/run/dataPreview.js";
import { previewHtml } from "./previewHtml.js";

/** The page with a folder's pictures, beside which the form asks. */
export class PreviewPanel {
  private readonly panel: vscode.WebviewPanel;

  constructor(preview: DataPreview) {
    const title = vscode.l10n.t("Pictures of {0}", visibleText(preview.title));
    this.panel = vscode.window.createWebviewPanel(
      "googlenet.preview",
      title,
      { viewColumn: vscode.ViewColumn.Active, preserveFocus: true },
      { enableCommandUris: ["googlenet.trainOnPictures"], localResourceRoots: [] },
    );
    this.panel.webview.html = previewHtml(preview, randomBytes(18).toString("base64url"));
  }

  close(): void {
    this.panel.dispose();
  }
}
