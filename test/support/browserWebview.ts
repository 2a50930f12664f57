import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type * as vscode from "vscode";
import { EventEmitter } from "../unit/extension/fakeVscode.js";
import { themeDeclarations, type ThemeKind } from "./themes.js";

const origin = "https://page.test";
const documentPath = "/page.html";

/** Where the tests' own bundles of the pages lie. */
export const pagesFolder = "dist/test/pages";

/** A webview of VS Code whose page is shown by a browser: as a panel and as a view of a side bar. */
export class BrowserWebview {
  html = "";
  options: vscode.WebviewOptions = {};
  readonly cspSource = origin;
  readonly visible = true;
  /** Messages to the page are lost, as to one that is hidden. */
  isDeaf = false;
  private readonly received = new EventEmitter();
  private readonly disposed = new EventEmitter();
  private readonly posted = new EventEmitter();
  readonly onDidReceiveMessage = this.received.event;
  readonly onDidDispose = this.disposed.event;
  /** With each message that the page has been sent. */
  readonly onDidPost = this.posted.event;
  readonly onDidChangeViewState = new EventEmitter().event;
  readonly onDidChangeVisibility = new EventEmitter().event;
  readonly webview = this;
  isRevealed = false;

  constructor(private readonly page: Page) {}

  asWebviewUri(uri: { readonly fsPath: string }): string {
    return `${origin}/${uri.fsPath.split("/").at(-1) ?? ""}`;
  }

  /** As JSON, as VS Code sends it: values that JSON lacks do not reach a page. */
  async postMessage(message: unknown): Promise<boolean> {
    if (!this.isDeaf) {
      const sent = this.page.evaluate((data) => {
        window.postMessage(JSON.parse(data), "*");
      }, JSON.stringify(message));
      await sent.catch(unlessGone);
    }
    this.posted.fire(message);
    return !this.isDeaf;
  }

  receive(message: unknown): void {
    this.received.fire(message);
  }

  /** Resolves when the page was sent a message of this kind. */
  async sent(isAwaited: (message: unknown) => boolean): Promise<void> {
    await new Promise<void>((resolve) => {
      const listening = this.onDidPost((message) => {
        if (!isAwaited(message)) return;
        listening.dispose();
        resolve();
      });
    });
  }

  /** As a person's click on a panel's tab: it is in front already. */
  reveal(): void {
    this.isRevealed = true;
  }

  dispose(): void {
    this.disposed.fire(undefined);
  }
}

/** What is under way to a page as its test ends is lost with it, as VS Code loses it with a panel. */
function unlessGone(error: unknown): void {
  if (!/Test ended|has been closed/u.test(String(error))) throw error;
}

/** Events, or everything: what is in a snapshot that the page asked for is not sent again. */
export function tellsOfRun(message: unknown): boolean {
  if (["apply", "hydrate"].includes(methodOf(message))) return true;
  const answer = (message as { readonly r?: object | null }).r;
  return typeof answer === "object" && answer !== null && "eventCount" in answer;
}

/** What a message of the RPC asks for; empty for any other. */
export function methodOf(message: unknown): string {
  const method = (message as { readonly m?: unknown } | null)?.m;
  return typeof method === "string" ? method : "";
}

/** Lets a browser show the newest webview's document, with its files, at one address. */
export async function serveWebview(
  page: Page,
  theme: ThemeKind,
  { newest, receive }: { newest: () => BrowserWebview; receive: (message: unknown) => void },
): Promise<void> {
  await page.exposeFunction("postToHost", receive);
  await page.addInitScript(installVsCode, { declarations: themeDeclarations(theme), theme });
  await page.route(`${origin}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === documentPath) {
      await route.fulfill({ contentType: "text/html", body: newest().html });
      return;
    }
    const body = await readFile(join(pagesFolder, path));
    await route.fulfill({ body, contentType: contentTypeOf(path) });
  });
  await page.goto(`${origin}${documentPath}`);
}

function contentTypeOf(path: string): string {
  if (path.endsWith(".js")) return "text/javascript";
  if (path.endsWith(".ttf")) return "font/ttf";
  return path.endsWith(".css") ? "text/css" : "application/octet-stream";
}

/** Runs in the page before its own script: what VS Code puts around a webview. */
function installVsCode({
  declarations,
  theme,
}: {
  declarations: Readonly<Record<string, string>>;
  theme: string;
}): void {
  const key = "vscode-state";
  const api = {
    postMessage: (message: unknown) => {
      (window as unknown as { postToHost(message: unknown): void }).postToHost(message);
    },
    getState: (): unknown => JSON.parse(sessionStorage.getItem(key) ?? "null") ?? undefined,
    setState: (state: unknown) => {
      sessionStorage.setItem(key, JSON.stringify(state));
    },
  };
  Object.assign(window, { acquireVsCodeApi: () => api });
  document.addEventListener("DOMContentLoaded", () => {
    for (const [name, value] of Object.entries(declarations)) {
      document.documentElement.style.setProperty(name, value);
    }
    document.body.classList.add(`vscode-${theme}`);
    document.body.dataset["vscodeThemeKind"] = `vscode-${theme}`;
  });
}
