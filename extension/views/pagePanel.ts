import * as vscode from "vscode";
import type { NodeId } from "../../model/network/spec.js";
import type { ShownImage } from "../../webview/protocol.js";
import { Disposable } from "../disposable.js";
import type { Page } from "./page.js";
import { PageHost } from "./pageHost.js";
import type { PageParts, PageSpec, PanelSurface } from "./pageSpec.js";

interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  readonly host: PageHost;
}

/** A page in an editor panel: one a window, revealed where it is open already. */
export class PagePanel extends Disposable implements Page, vscode.WebviewPanelSerializer {
  private open: OpenPanel | null = null;

  constructor(
    private readonly spec: PageSpec,
    private readonly surface: PanelSurface,
    private readonly parts: PageParts,
  ) {
    super();
    this.register(vscode.window.registerWebviewPanelSerializer(surface.viewType, this));
    this.register({
      dispose: () => {
        this.open?.panel.dispose();
      },
    });
  }

  isOpen(): boolean {
    return this.open !== null;
  }

  isSeen(): boolean {
    return this.open?.panel.visible ?? false;
  }

  show(): void {
    if (this.open !== null) {
      this.open.panel.reveal();
      return;
    }
    const { viewType, title } = this.surface;
    this.attach(vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active));
  }

  showNode(nodeId: NodeId): void {
    this.show();
    this.open?.host.select(nodeId);
  }

  showImage(image: ShownImage): void {
    this.show();
    this.open?.host.showImage(image);
  }

  /** Takes back a panel that VS Code kept over a reload of the window. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    if (this.open === null) this.attach(panel);
    else panel.dispose();
    return Promise.resolve();
  }

  hydrate(): void {
    this.open?.host.hydrate();
  }

  private attach(panel: vscode.WebviewPanel): void {
    const media = (file: string): vscode.Uri =>
      vscode.Uri.joinPath(this.parts.extensionUri, "media", file);
    const { light, dark } = this.surface.icon;
    panel.iconPath = { light: media(light), dark: media(dark) };
    const place = {
      webview: panel.webview,
      isVisible: () => panel.visible,
      onDidChangeVisibility: (listener: () => void) => panel.onDidChangeViewState(listener),
    };
    const host = new PageHost(this.spec, place, this.parts);
    this.open = { panel, host };
    panel.onDidDispose(() => {
      host.dispose();
      this.open = null;
      this.spec.onDidClose?.(this.parts);
    });
  }
}
