import type { Page } from "@playwright/test";
import type * as vscode from "vscode";
import { AskedWhatIf } from "../../extension/askedWhatIf.js";
import { RunStore } from "../../extension/runs/runStore.js";
import { Selection } from "../../extension/selection.js";
import { OpenPages } from "../../extension/views/openPages.js";
import type { PageParts, PageSpec } from "../../extension/views/pageSpec.js";
import { KeptView } from "../../extension/views/requests/keptView.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import type { NetworkSpec, NodeId } from "../../model/network/spec.js";
import type { AnswerOf, InputOf, QuestionKind } from "../../model/asking/index.js";
import type { Watch } from "../../model/asking/watch.js";
import type { LayerWeights } from "../../model/run/layerWeights.js";
import { defaultRunConfig, type RunConfig } from "../../model/run/config.js";
import type { RunEvent } from "../../model/run/events.js";
import type { RunState } from "../../model/run/state.js";
import type { TestedAt } from "../../model/run/testedExamples.js";
import type {
  WhatIf,
  RunCurves,
  RunRole,
  ShownImage,
  Snapshot,
  WeightsOf,
} from "../../webview/protocol.js";
import { Uri } from "../unit/extension/fakeVscode.js";
import { createLog, createMemento, idleParts } from "../unit/extension/fakeParts.js";
import { AnsweringVsCode } from "./answeringVsCode.js";
import { methodOf, serveWebview, tellsOfRun } from "./browserWebview.js";
import type { ThemeKind } from "./themes.js";

/** A page that has everything, and not a glance at its run alone. */
const whole = '[data-ready="whole"]';

type Changes = Readonly<Record<string, unknown>>;

/** What a run answers in place of a trainer, by the kind of question. */
type Answers = {
  readonly [K in QuestionKind]?: (
    input: InputOf<K>,
    watch: Partial<Watch<AnswerOf<K>>> & { readonly of?: WeightsOf },
  ) => AnswerOf<K> | null | Promise<AnswerOf<K> | null>;
};

/**
 * The extension's own host of a page in a browser, over a fake VS Code: a test holds the run, says what a
 * person and the machine answer, and reads what the page had done.
 */
export class PageHost extends AnsweringVsCode {
  /** What the browser's console said of errors, violations of the policy included. */
  readonly complaints: string[] = [];
  readonly selections: NodeId[] = [];
  readonly whatIfs: WhatIf[] = [];
  /** What runs were started with that differs from the shown one's configuration. */
  readonly restarts: Changes[] = [];
  readonly weightRequests: NodeId[] = [];
  pastRuns: readonly RunCurves[] = [];
  /** What the run says of a layer's weights; may throw, or wait. */
  weightsOf: (id: NodeId) => LayerWeights | null | Promise<LayerWeights | null> = () => null;
  /** What the run says to questions of other kinds. */
  answers: Answers = {};
  /** What a run was told before, by the kind of question, the run's id, and the step where one is asked about. */
  lastAnswers: Record<string, unknown> = {};
  /** Other runs, as they lie on a disk. */
  runsOnDisk: Pick<PageParts["storage"], "list" | "directory"> = idleParts().storage;
  /** The steps of which the run shown has its weights. */
  keptWeights: readonly number[] = [];
  /** What its evaluations made of each example. */
  testedOverEpochs: readonly TestedAt[] = [];
  refreshes = 0;
  network: NetworkSpec = googlenet;
  /** What the run shown is to its person. */
  role: RunRole = "own";
  private readonly log = createLog();
  private readonly store = new RunStore((fault) => this.log.error(fault));
  private readonly selection = new Selection();
  private readonly asked = new AskedWhatIf();
  private readonly view = new KeptView(createMemento());
  /** Whether it answers that it is ready: false for a host that takes its time. */
  willAnswer = true;
  private readonly specs: readonly PageSpec[];
  private window: OpenPages;
  private spec: PageSpec | undefined;
  private isRestarting = false;

  constructor(page: Page, specs: readonly PageSpec[]) {
    super(page);
    this.selection.onDidChange(({ nodeId }) => this.selections.push(nodeId));
    this.asked.onDidChange(() => {
      if (!this.isRestarting) this.whatIfs.push(this.asked.whatIf());
    });
    this.specs = specs.map((spec) => ({
      ...spec,
      snapshot: (parts, run) => this.snapshot(spec, parts, run),
    }));
    this.window = new OpenPages(this.specs, this.parts());
  }

  get run(): RunState {
    return this.store.state();
  }

  set run(state: RunState) {
    const runId = state.started?.runId ?? "run";
    this.store.load(runId, { state, count: this.store.eventCount() });
  }

  get eventCount(): number {
    return this.store.eventCount();
  }

  /** What pages reported, with what the host has logged of them. */
  get errors(): readonly string[] {
    return this.log.lines.filter((line) => / page: /u.test(line));
  }

  /** The explorer's view, which the document of the next panel holds. */
  get keptView(): unknown {
    return this.view.read();
  }

  async keep(view: Changes): Promise<void> {
    await this.view.keep(view);
  }

  /** Opens a page in the extension's own document, so under its policy. */
  async open(id: string, theme: ThemeKind = "dark"): Promise<void> {
    const { page } = this;
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        this.complaints.push(message.text());
      }
    });
    page.on("pageerror", (error) => this.complaints.push(error.message));
    this.show(id);
    await serveWebview(page, theme, {
      newest: () => this.webview(),
      receive: (message) => {
        this.receive(message);
      },
    });
    await page.locator(this.willAnswer ? whole : "[data-ready]").waitFor();
  }

  /** As VS Code reloads its window: the host and the page start anew, and the page keeps its own state. */
  async reload(): Promise<void> {
    const { surface } = this.chosen();
    this.isRestarting = true;
    this.window.dispose();
    this.isRestarting = false;
    this.window = new OpenPages(this.specs, this.parts());
    if (surface.kind === "panel") {
      await this.restorePanel(surface.viewType);
    } else {
      this.window.of(this.chosen()).show();
    }
    await this.page.reload();
    await this.page.locator(whole).waitFor();
  }

  /** As where the panel was closed and is opened again: VS Code has forgotten the page's own state. */
  async reopen(): Promise<void> {
    await this.page.evaluate(() => {
      sessionStorage.clear();
    });
    this.webview().dispose();
    this.window.of(this.chosen()).show();
    await this.page.reload();
    await this.page.locator(whole).waitFor();
  }

  /** Folds events in before the page is opened. */
  record(events: readonly RunEvent[]): void {
    this.store.append(events);
  }

  /** Folds events in and waits until the page was told. */
  async send(events: readonly RunEvent[]): Promise<void> {
    const told = this.webview().sent(tellsOfRun);
    this.store.append(events);
    await told;
  }

  /** Folds events in of which the page hears nothing. */
  async lose(events: readonly RunEvent[]): Promise<void> {
    this.webview().isDeaf = true;
    await this.send(events);
    this.webview().isDeaf = false;
  }

  /** Sends what the host itself never folds in, as if it were the next events. */
  async sendOnly(events: readonly RunEvent[]): Promise<void> {
    const batch = { first: this.eventCount, events };
    await this.webview().postMessage({ t: "q", m: "apply", a: [batch] });
  }

  async hydrate(): Promise<void> {
    const told = this.webview().sent((message) => methodOf(message) === "hydrate");
    this.window.hydrate();
    await told;
  }

  async select(id: NodeId): Promise<void> {
    const told = this.webview().sent((message) => methodOf(message) === "select");
    this.window.of(this.chosen()).showNode(id);
    await told;
  }

  async showImage(image: ShownImage): Promise<void> {
    const told = this.webview().sent((message) => methodOf(message) === "showImage");
    this.window.of(this.chosen()).showImage(image);
    await told;
  }

  dispose(): void {
    this.window.dispose();
  }

  private show(id: string): void {
    this.spec = this.specs.find((spec) => spec.id === id);
    this.window.of(this.chosen()).show();
  }

  private chosen(): PageSpec {
    if (this.spec === undefined) throw new Error("No page is open.");
    return this.spec;
  }

  private receive(message: unknown): void {
    const method = methodOf(message);
    if (method === "refresh") this.refreshes++;
    if (method !== "ready" || this.willAnswer) this.webview().receive(message);
  }

  private snapshot(spec: PageSpec, ...of: Parameters<PageSpec["snapshot"]>): Snapshot {
    const { network } = this;
    const taken = spec.snapshot(...of);
    return network === googlenet ? taken : { ...taken, network, input: network.input };
  }

  private readonly askWeights = (id: NodeId): ReturnType<PageHost["weightsOf"]> => {
    this.weightRequests.push(id);
    return this.weightsOf(id);
  };

  private parts(): PageParts {
    const config = (): RunConfig => this.run.started?.config ?? defaultRunConfig();
    return {
      extensionUri: Uri.file("/extension") as unknown as vscode.Uri,
      ...{ store: this.store, log: this.log, selection: this.selection },
      ...{ asked: this.asked, keptView: this.view, role: () => this.role },
      storage: {
        curves: () => Promise.resolve([...this.pastRuns]),
        list: () => this.runsOnDisk.list(),
        directory: (id) => this.runsOnDisk.directory(id),
      },
      controller: {
        activeRunId: () => null,
        shownConfig: config,
        start: (next) => {
          this.restarts.push(changesOf(config(), next));
          return Promise.resolve("next");
        },
        stopAndWait: () => Promise.resolve(),
      },
      asker: {
        ask: async (kind, input, watch) => {
          const answer: Answers[typeof kind] = { weights: this.askWeights, ...this.answers }[kind];
          return (await answer?.(input, watch ?? {})) ?? null;
        },
        keptWeights: () => Promise.resolve(this.keptWeights),
        testedOverEpochs: () => Promise.resolve(this.testedOverEpochs),
        lastAnswer: (kind, ...asked) => this.lastAnswers[[kind, ...asked].join(" ").trim()] ?? null,
      },
    };
  }
}

/** What a configuration has otherwise than another. */
function changesOf(config: RunConfig, next: RunConfig): Changes {
  const before: Changes = { ...config };
  return Object.fromEntries(
    Object.entries(next).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key]),
    ),
  );
}
