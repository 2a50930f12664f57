import { createBirpc } from "birpc";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { documentOf } from "../../extension/views/pageDocument.js";
import { withPlainError } from "../../model/messages/rpcError.js";
import { googlenet } from "../../model/network/googlenet.js";
import type { NetworkSpec } from "../../model/network/spec.js";
import type { RunEvent } from "../../model/run/events.js";
import { toBase64 } from "../../model/run/base64.js";
import { snapshotOf } from "../../model/run/runSnapshot.js";
import { initialRunState, reduce, type RunState } from "../../model/run/state.js";
import type { NodeId } from "../../model/network/spec.js";
import type {
  ConfigChanges,
  ExportedFile,
  PageApi,
  PageCommand,
  Question,
  RunCurves,
  Snapshot,
  WeightReading,
} from "../../webview/protocol.js";
import type {
  everyPageRequests,
  explorerRequests,
  HostApi,
  metricsRequests,
} from "../../webview/requests.js";
import { themeDeclarations, type ThemeKind } from "./themes.js";

const origin = "https://page.test";
const nonce = "bm9uY2U";

type Requests = typeof everyPageRequests & typeof explorerRequests & typeof metricsRequests;

/** Where the tests' own bundles of the pages lie. */
export const pagesFolder = "dist/test/pages";

/** The host's side of a page in a test: it holds the run, answers, and remembers what the page asked for. */
export class PageHost {
  readonly commands: PageCommand[] = [];
  dataSettingsOpened = 0;
  readonly errors: string[] = [];
  /** What the browser's console said of errors, violations of the policy included. */
  readonly complaints: string[] = [];
  readonly selections: NodeId[] = [];
  readonly questions: Question[] = [];
  readonly restarts: ConfigChanges[] = [];
  readonly savedFiles: ExportedFile[] = [];
  readonly copiedTexts: string[] = [];
  readonly weightRequests: NodeId[] = [];
  /** What a person answers to the question where to save: false cancels. */
  willSave = true;
  pastRuns: readonly RunCurves[] = [];
  /** The answer to `readWeights`; may throw, or wait. */
  weightsOf: (id: NodeId) => WeightReading | null | Promise<WeightReading | null> = () => null;
  refreshes = 0;
  network: NetworkSpec = googlenet;
  run: RunState = initialRunState;
  eventCount = 0;
  private listen: (message: unknown) => void = () => undefined;
  private readonly rpc;

  constructor(private readonly page: Page) {
    const host: HostApi<Requests> = {
      ready: () =>
        this.willAnswer ? Promise.resolve(this.snapshot()) : new Promise(() => undefined),
      refresh: () => {
        this.refreshes++;
        return Promise.resolve(this.snapshot());
      },
      run: (command) => {
        this.commands.push(command);
        return Promise.resolve();
      },
      openDataSetting: () => {
        this.dataSettingsOpened++;
        return Promise.resolve();
      },
      select: (id) => {
        this.selections.push(id);
        return Promise.resolve();
      },
      keepView: (view) => {
        this.keptView = view;
        return Promise.resolve();
      },
      ask: (question) => {
        this.questions.push(question);
        return Promise.resolve();
      },
      restartWith: (changes) => {
        this.restarts.push(changes);
        return Promise.resolve();
      },
      save: (file) => {
        if (this.willSave) this.savedFiles.push(file);
        return Promise.resolve(this.willSave);
      },
      copy: (text) => {
        this.copiedTexts.push(text);
        return Promise.resolve(undefined);
      },
      readWeights: async (id) => {
        this.weightRequests.push(id);
        return await this.weightsOf(id);
      },
      readRuns: () => Promise.resolve(this.pastRuns),
      reportError: ({ message, stack }) => {
        this.errors.push(`${message}\n${stack}`);
        return Promise.resolve();
      },
    };
    this.rpc = createBirpc<PageApi, HostApi<Requests>>(host, {
      // As JSON, as VS Code sends it: values that JSON lacks do not reach a page.
      post: (message: unknown) =>
        this.page.evaluate(
          (data) => {
            window.postMessage(JSON.parse(data), "*");
          },
          JSON.stringify(withPlainError(message)),
        ),
      on: (listen) => {
        this.listen = listen;
      },
    });
  }

  /** The explorer's view, which the document of the next panel holds. */
  keptView: unknown = undefined;
  /** What the host writes into the document; nothing, as where it is long. */
  firstSnapshot: Snapshot | null = null;
  /** Whether it answers that it is ready: false for a host that takes its time. */
  willAnswer = true;

  /** As VS Code names it, with the page's texts in it; undefined in English. */
  language = "en";
  translations: Readonly<Record<string, string>> | undefined;

  /** Opens a page in the extension's own document, so under its policy. */
  async open(name: string, theme: ThemeKind = "dark"): Promise<void> {
    const { page } = this;
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        this.complaints.push(message.text());
      }
    });
    page.on("pageerror", (error) => this.complaints.push(error.message));
    await page.exposeFunction("postToHost", (message: unknown) => {
      this.listen(message);
    });
    await page.addInitScript(installVsCode, { declarations: themeDeclarations(theme), theme });
    await page.route(`${origin}/**`, async (route) => {
      const path = new URL(route.request().url()).pathname;
      if (path === `/${name}.html`) {
        await route.fulfill({ contentType: "text/html", body: this.html(name) });
        return;
      }
      const body = await readFile(join(pagesFolder, path));
      await route.fulfill({ body, contentType: contentTypeOf(path) });
    });
    await page.goto(`${origin}/${name}.html`);
    await page.locator("[data-ready]").waitFor();
  }

  /** As VS Code reloads its window: the page starts anew and asks again. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.locator("[data-ready]").waitFor();
  }

  /** As where the panel was closed and is opened again: VS Code has forgotten the page's own state. */
  async reopen(): Promise<void> {
    await this.page.evaluate(() => {
      sessionStorage.clear();
    });
    await this.reload();
  }

  private html(page: string): string {
    const { language, translations, firstSnapshot, keptView } = this;
    return documentOf({
      page,
      language,
      cspSource: origin,
      sourceOf: (file) => `${origin}/${file}`,
      nonce,
      translations,
      snapshot: firstSnapshot,
      keptView,
    });
  }

  snapshot(): Snapshot {
    const { network, run, eventCount } = this;
    return { network, input: network.input, run: snapshotOf(run, toBase64), eventCount };
  }

  /** Folds events in without telling the page, as before it was opened. */
  record(events: readonly RunEvent[]): void {
    this.run = events.reduce(reduce, this.run);
    this.eventCount += events.length;
  }

  /** Folds events in and sends them to the page. */
  async send(events: readonly RunEvent[]): Promise<void> {
    const first = this.eventCount;
    this.record(events);
    await this.rpc.apply.asEvent({ first, events: [...events] });
  }

  /** Sends what the host itself never folds in, as if it were the next events. */
  async sendOnly(events: readonly RunEvent[]): Promise<void> {
    await this.rpc.apply.asEvent({ first: this.eventCount, events: [...events] });
  }

  async hydrate(): Promise<void> {
    await this.rpc.hydrate.asEvent(this.snapshot());
  }

  async select(id: string): Promise<void> {
    await this.rpc.select.asEvent(id);
  }
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
