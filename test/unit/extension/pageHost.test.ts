import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type * as vscode from "vscode";
import { RunStore } from "../../../extension/runs/runStore.js";
import { PageHost } from "../../../extension/views/pageHost.js";
import { pageHtml } from "../../../extension/views/pageHtml.js";
import { explorerPage, metricsPage } from "../../../extension/views/pages.js";
import type { PageParts, PageSpec } from "../../../extension/views/pageSpec.js";
import { takeSnapshot } from "../../../extension/views/snapshot.js";
import { stateOf } from "../../../model/run/runSnapshot.js";
import type { Snapshot } from "../../../webview/protocol.js";
import { evaluation, folded, started, step } from "./events.js";
import { createLog, idleParts } from "./fakeParts.js";
import { FakePlace } from "./fakePlace.js";
import { commands, env, l10n, Uri } from "./fakeVscode.js";

const extensionUri = Uri.file("/extension") as unknown as vscode.Uri;

let store: RunStore;
let page: FakePlace;
let host: PageHost;
const log = createLog();

function partsOf(): PageParts {
  const parts = { ...idleParts(), extensionUri, store, log, role: () => "own" as const };
  void parts.keptView.keep({ selection: "b4/4a" });
  return parts;
}

function hostOf(spec: PageSpec, { place }: FakePlace): PageHost {
  return new PageHost(spec, place, partsOf());
}

beforeEach(() => {
  vi.useFakeTimers();
  store = new RunStore((fault) => expect.fail(fault));
  page = new FakePlace();
  host = hostOf(explorerPage, page);
});
afterEach(() => {
  host.dispose();
  vi.useRealTimers();
});

describe("PageHost", () => {
  it("answers a page that is ready with everything", async () => {
    store.begin("run");
    store.apply({ first: 0, events: [started(), step(1)] });
    const { network, input, run, eventCount } = await page.host.ready();
    expect(network.id).toBe("googlenet");
    expect(input).toEqual([1, 96, 96]);
    expect(stateOf(run).steps).toHaveLength(1);
    expect(eventCount).toBe(2);
    // What was pending is in the answer and is not sent again.
    await vi.advanceTimersByTimeAsync(1000);
    expect(page.applied).toEqual([]);
  });

  it("sends events at most ten times a second, in one unbroken sequence", async () => {
    await page.host.ready();
    store.begin("run");
    for (let index = 1; index <= 50; index += 1) {
      store.apply({ first: index - 1, events: [step(index)] });
      await vi.advanceTimersByTimeAsync(20);
    }
    await vi.advanceTimersByTimeAsync(200);
    expect(page.applied.length).toBeLessThanOrEqual(11);
    expect(page.applied.flatMap(({ events }) => events)).toHaveLength(50);
    let count = 0;
    for (const { first, events } of page.applied) {
      expect(first).toBe(count);
      count += events.length;
    }
  });

  it("sends the steps to the curves once a second, and at once what is not a step", async () => {
    const curves = new FakePlace();
    const curvesHost = hostOf(metricsPage, curves);
    await curves.host.ready();
    store.begin("run");
    for (let index = 1; index <= 50; index += 1) {
      store.apply({ first: index - 1, events: [step(index)] });
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(curves.applied.map(({ first }) => first)).toEqual([0, 10, 20, 30, 40]);
    expect(curves.applied.flatMap(({ events }) => events)).toHaveLength(50);

    await vi.advanceTimersByTimeAsync(1000);
    store.apply({ first: 50, events: [step(51)] });
    await vi.advanceTimersByTimeAsync(100);
    expect(curves.applied.at(-1)?.first).toBe(50);
    const before = curves.applied.length;
    store.apply({ first: 51, events: [step(52)] });
    store.apply({ first: 52, events: [evaluation(1)] });
    await vi.advanceTimersByTimeAsync(100);
    expect(curves.applied).toHaveLength(before + 1);
    expect(curves.applied.at(-1)?.events.map(({ kind }) => kind)).toEqual(["step", "evaluation"]);
    curvesHost.dispose();
  });

  it("sends nothing to a hidden page, and everything when it is shown again", async () => {
    store.begin("run");
    await vi.advanceTimersByTimeAsync(0);
    page.show(false);
    store.apply({ first: 0, events: [started(), step(1)] });
    await vi.advanceTimersByTimeAsync(1000);
    expect(page.applied).toEqual([]);
    page.show(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(page.hydrated.at(-1)?.eventCount).toBe(2);
  });

  it("hydrates when the run shown is another", async () => {
    store.load("past", folded([started(), step(1)]));
    await vi.advanceTimersByTimeAsync(0);
    expect(page.hydrated.at(-1)).toMatchObject({ eventCount: 2 });
  });

  it("runs the page's commands and tells it the error as an object it can read", async () => {
    await page.host.run("pause");
    expect(commands.executeCommand).toHaveBeenCalledWith("googlenet.pause");
    commands.executeCommand.mockImplementationOnce(() => Promise.reject(new Error("No.")));
    await expect(page.host.run("stop")).rejects.toMatchObject({ message: "No." });
  });

  it.each<unknown>([
    ...[null, undefined, 7, "text", [], {}, { t: "q" }, { t: "s" }, { t: "s", i: {} }],
    ...[
      { t: "q", m: 5, a: [] },
      { t: "q", m: "ready", a: "x" },
      { t: "q", m: "run", a: null, i: 1 },
    ],
    ...["toString", "__proto__", "constructor", "gone"].map((m) => ({ t: "q", m, a: [], i: "1" })),
  ])("answers on after a message of %j", async (message) => {
    const rejections: unknown[] = [];
    const note = (reason: unknown): void => void rejections.push(reason);
    process.on("unhandledRejection", note);
    page.sendRaw(message);
    expect((await page.host.ready()).network.id).toBe("googlenet");
    vi.useRealTimers();
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off("unhandledRejection", note);
    expect(rejections).toEqual([]);
    // What is no function of the host's own is none at all.
    for (const { e } of page.answers) expect(e).toMatchObject({ name: "Error" });
  });

  it("chooses a node and an image in a page that was not open yet, once it has the network", async () => {
    host.select("b3/3a");
    host.showImage({ example: 7, at: null });
    host.showImage({ example: 0, at: 5 });
    await vi.advanceTimersByTimeAsync(0);
    expect([page.selected, page.images]).toEqual([[], []]);
    await page.host.ready();
    await vi.advanceTimersByTimeAsync(0);
    expect([page.selected, page.images]).toEqual([["b3/3a"], [{ example: 0, at: 5 }]]);
  });

  it("chooses a node and an image in a hidden page when it is shown again, and only once", async () => {
    await page.host.ready();
    await vi.advanceTimersByTimeAsync(0);
    page.show(false);
    host.select("b4/4a");
    host.showImage({ example: 3, at: null });
    await vi.advanceTimersByTimeAsync(0);
    expect([page.selected, page.images]).toEqual([[], []]);
    page.show(true);
    host.hydrate();
    await vi.advanceTimersByTimeAsync(0);
    expect([page.selected, page.images]).toEqual([["b4/4a"], [{ example: 3, at: null }]]);
  });

  it("logs what goes wrong in the page", async () => {
    await page.host.reportError({ message: "x is undefined", stack: "at draw" });
    expect(log.lines).toContain("explorer page: x is undefined\nat draw");
  });

  it("says nothing after it is disposed", async () => {
    store.begin("run");
    store.apply({ first: 0, events: [step(1)] });
    await vi.advanceTimersByTimeAsync(0);
    page.hydrated.length = 0;
    host.dispose();
    store.apply({ first: 1, events: [step(2)] });
    await vi.advanceTimersByTimeAsync(1000);
    expect([...page.applied, ...page.hydrated]).toEqual([]);
  });

  it("gives the page a strict policy and loads only its own files", () => {
    const { html, options } = page.webview;
    const nonce = /script-src 'nonce-([\w-]{24})'/u.exec(html)?.[1] ?? "";
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/unsafe|https?:|\son\w+=|style=/u);
    expect(html).toContain(`<meta property="csp-nonce" content="${nonce}" />`);
    expect(html).toContain(`<script nonce="${nonce}" src="vscode-resource:`);
    expect(html).toContain(`<body data-page="explorer">`);
    expect(html).toContain(`<html lang="en">`);
    const roots = options.localResourceRoots?.map((uri) => uri.fsPath);
    expect(roots).toEqual(["/extension/dist/webview", "/extension/media"]);
  });
});

/** The block of JSON of this id in a document. */
function dataOf(html: string, id: string): unknown {
  const block = new RegExp(`<script type="application/json" id="${id}">([^<]*)</script>`, "u");
  return JSON.parse(block.exec(html)?.[1] ?? "null");
}

describe("pageHtml", () => {
  it("hands the page the snapshot it is opened with", () => {
    const first = dataOf(page.webview.html, "first-snapshot");
    const whole = JSON.parse(JSON.stringify(takeSnapshot(partsOf()))) as object;
    expect(first).toEqual({ ...whole, isGlance: true });
  });

  it("hands a new panel what an earlier one kept of its view, and other pages nothing", () => {
    expect(dataOf(page.webview.html, "kept-view")).toEqual({ selection: "b4/4a" });
    const curves = new FakePlace();
    const curvesHost = hostOf(metricsPage, curves);
    expect(dataOf(curves.webview.html, "kept-view")).toBeNull();
    curvesHost.dispose();
  });

  it("hands it no more than a glance at a long run", () => {
    store.begin("r1");
    store.append([started(), ...Array.from({ length: 9000 }, (_, index) => step(index + 1))]);
    const place = new FakePlace();
    const glancing = hostOf(explorerPage, place);
    const first = dataOf(place.webview.html, "first-snapshot") as Snapshot;
    const whole = takeSnapshot(partsOf());
    expect(first.run.steps.length).toBeLessThan(whole.run.steps.length / 10);
    expect(first.eventCount).toBe(whole.eventCount);
    expect(stateOf(first.run).steps.at(-1)).toEqual(store.state().steps.at(-1));
    glancing.dispose();
  });

  it("lets the page ask where even that is long", () => {
    store.begin("r1");
    store.append([started(), ...Array.from({ length: 9000 }, (_, index) => step(index + 1))]);
    const webview = page.webview as unknown as vscode.Webview;
    const html = pageHtml("explorer", webview, extensionUri, {
      snapshot: takeSnapshot(partsOf()),
    });
    expect(html.length).toBeLessThan(10_000);
    expect(dataOf(html, "first-snapshot")).toBeNull();
  });

  afterEach(() => {
    l10n.bundle = undefined;
    env.language = "en";
  });

  it("hands the page its texts, of which none can end the block early", () => {
    l10n.bundle = { Train: "训练", "</script><script>alert(1)</script>": "<!--" };
    env.language = "zh-cn";
    const { webview } = page;
    const html = pageHtml("explorer", webview as unknown as vscode.Webview, extensionUri, {
      snapshot: takeSnapshot(partsOf()),
    });
    expect(html).toContain(`<html lang="zh-cn">`);
    expect(dataOf(html, "translations")).toEqual(l10n.bundle);
    // The block comes before the page's own script, which reads it as it starts.
    expect(html.indexOf("translations")).toBeLessThan(html.indexOf("explorer.js"));
  });
});
