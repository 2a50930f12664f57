import * as vscode from "vscode";
import type { NodeId } from "../../model/network/spec.js";
import { noQuestion } from "../../webview/protocol.js";
import { Disposable } from "../disposable.js";
import { explorerViewType } from "../manifest.js";
import { PageHost, type PageParts } from "./pageHost.js";

interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  readonly page: PageHost;
}

/** The explorer: one panel a window, revealed where it is open already. */
export class ExplorerPanel extends Disposable implements vscode.WebviewPanelSerializer {
  private open: OpenPanel | null = null;

  constructor(private readonly parts: PageParts) {
    super();
    this.register(vscode.window.registerWebviewPanelSerializer(explorerViewType, this));
    this.register({
      dispose: () => {
        this.open?.panel.dispose();
      },
    });
  }

  isOpen(): boolean {
    return this.open !== null;
  }

  show(): void {
    if (this.open !== null) {
      this.open.panel.reveal();
      return;
    }
    const column = vscode.ViewColumn.Active;
    this.attach(vscode.window.createWebviewPanel(explorerViewType, "GoogLeNet Explorer", column));
  }

  /** Opens it where it is closed, and chooses the node in it. */
  showNode(nodeId: NodeId): void {
    this.show();
    this.open?.page.select(nodeId);
  }

  /** Takes back a panel that VS Code kept over a reload of the window. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    if (this.open === null) this.attach(panel);
    else panel.dispose();
    return Promise.resolve();
  }

  hydrate(): void {
    this.open?.page.hydrate();
  }

  private attach(panel: vscode.WebviewPanel): void {
    const media = (file: string): vscode.Uri =>
      vscode.Uri.joinPath(this.parts.extensionUri, "media", file);
    panel.iconPath = { light: media("explorer-light.svg"), dark: media("explorer-dark.svg") };
    const surface = {
      webview: panel.webview,
      isVisible: () => panel.visible,
      onDidChangeVisibility: (listener: () => void) => panel.onDidChangeViewState(listener),
    };
    const page = new PageHost("explorer", surface, this.parts);
    this.open = { panel, page };
    panel.onDidDispose(() => {
      page.dispose();
      this.open = null;
      // Nobody asks any more.
      this.parts.actions.ask(noQuestion);
    });
  }
}
