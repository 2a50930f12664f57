import type * as vscode from "vscode";
import { pageCommands } from "../../extension/views/requests/pageCommands.js";
import type { ExportedFile, PageCommand } from "../../webview/protocol.js";
import * as fake from "../unit/extension/fakeVscode.js";
import { BrowserWebview } from "./browserWebview.js";
import type { Page } from "@playwright/test";

/** What VS Code, and a person before it, do with what the host asks them; its webviews are in a browser. */
export class AnsweringVsCode {
  readonly commands: PageCommand[] = [];
  dataSettingsOpened = 0;
  /** What the command that shows an image was called with. */
  readonly imagesShown: unknown[] = [];
  readonly savedFiles: ExportedFile[] = [];
  readonly copiedTexts: string[] = [];
  /** What a person answers to the question where to save: false cancels. */
  willSave = true;
  private newest: BrowserWebview | undefined;
  private readonly providers = new Map<unknown, vscode.WebviewViewProvider>();
  private readonly serializers = new Map<unknown, vscode.WebviewPanelSerializer>();

  constructor(protected readonly page: Page) {
    fake.env.language = "en";
    fake.l10n.bundle = undefined;
    const { window } = fake;
    fake.commands.executeCommand.mockImplementation((id, argument) =>
      this.execute(String(id), argument),
    );
    fake.env.clipboard.writeText.mockImplementation((text) => {
      this.copiedTexts.push(String(text));
      return Promise.resolve();
    });
    window.showSaveDialog.mockImplementation((options) =>
      Promise.resolve(this.willSave ? (options as vscode.SaveDialogOptions).defaultUri : undefined),
    );
    fake.workspace.fs.writeFile.mockImplementation((uri, bytes) => {
      const name = (uri as vscode.Uri).fsPath.split("/").at(-1) ?? "";
      const encoding = name.endsWith(".png") ? "base64" : "utf8";
      this.savedFiles.push({ name, encoding, content: (bytes as Buffer).toString(encoding) });
      return Promise.resolve();
    });
    window.registerWebviewPanelSerializer.mockImplementation((type, serializer) => {
      this.serializers.set(type, serializer as vscode.WebviewPanelSerializer);
      return new fake.Disposable(() => undefined);
    });
    window.registerWebviewViewProvider.mockImplementation((id, provider) => {
      this.providers.set(id, provider as vscode.WebviewViewProvider);
      return new fake.Disposable(() => undefined);
    });
    window.createWebviewPanel.mockImplementation(() => this.createWebview());
  }

  /** The newest webview, whichever page is in it. */
  webview(): BrowserWebview {
    if (this.newest === undefined) throw new Error("No page is open.");
    return this.newest;
  }

  /** As VS Code names it, with the page's texts. */
  speak(language: string, translations: Readonly<Record<string, string>>): void {
    fake.env.language = language;
    fake.l10n.bundle = translations;
  }

  /** Hands a panel back that was open before the window was loaded anew. */
  async restorePanel(viewType: string): Promise<void> {
    const panel = this.createWebview() as unknown as vscode.WebviewPanel;
    await this.serializers.get(viewType)?.deserializeWebviewPanel(panel, undefined);
  }

  private createWebview(): BrowserWebview {
    this.newest = new BrowserWebview(this.page);
    return this.newest;
  }

  private execute(id: string, argument: unknown): Promise<undefined> {
    const asked = Object.entries(pageCommands).find(([, command]) => command === id);
    if (asked !== undefined) this.commands.push(asked[0] as PageCommand);
    if (id === "workbench.action.openSettings") this.dataSettingsOpened++;
    if (id === "googlenet.showImage") this.imagesShown.push(argument);
    const provider = this.providers.get(id.replace(/\.focus$/u, ""));
    const view = provider && (this.createWebview() as unknown as vscode.WebviewView);
    if (view !== undefined) {
      void provider?.resolveWebviewView(view, undefined as never, undefined as never);
    }
    return Promise.resolve(undefined);
  }
}
