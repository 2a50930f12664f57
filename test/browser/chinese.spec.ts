import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { joinSentences } from "../../model/messages/joinSentences.js";
import { failureEvent } from "../../model/training/failure.js";
import type { RunEvent } from "../../model/run/events.js";
import { initialRunState, reduce } from "../../model/run/state.js";
import { inspectorTabs } from "../../webview/inspector/index.js";
import { histogramEvents, timingsEvent, weightReading } from "../support/inspectorData.js";
import { recordedRun } from "../support/recordedRun.js";
import { chapterRun } from "../support/runFile.js";
import { tried, wide } from "../support/length.js";
import { expect, test } from "./page.js";

/** What is the same in every language: names, node ids, units, formats, and the paper's terms. */
const names = [
  /step-\d+\.safetensors|b\d(?:\/[\w/]+)?|linear(?:\/\w+)?|conv\d+x\d+|path\d/gu,
  /GoogLeNet|Fashion-MNIST|TensorFlow|PyTorch|MXNet|Inception|Szegedy|ReLU|Xavier|CPU|GPU/gu,
  /GFLOP\/s|KB|MB|float32|bfloat16|NaN|CSV|JSON|SVG|PNG|Markdown|HTML|RGB|NiN|pool proj|max pool/gu,
  // What stands on keys.
  /Esc|Shift|PageUp|PageDown|（End）/gu,
];

test.beforeEach(({ host }) => {
  const bundle = readFileSync("media/l10n/bundle.l10n.zh-cn.json", "utf8");
  host.speak("zh-cn", JSON.parse(bundle) as Record<string, string>);
  host.weightsOf = (id) => weightReading(id);
});

/** Every text of the page, read or heard, that has an English word in it. */
async function englishTexts(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
    for (let node: Node | null = walker.currentNode; node !== null; node = walker.nextNode()) {
      if (node instanceof Text && node.parentElement?.closest("script, style") === null) {
        found.push(node.data);
      }
      if (!(node instanceof Element)) continue;
      for (const name of ["aria-label", "aria-description", "aria-valuetext", "title"]) {
        found.push(node.getAttribute(name) ?? "");
      }
    }
    return found;
  });
  const isEnglish = (text: string): boolean =>
    /[A-Za-z]{3,}/u.test(names.reduce((rest, name) => rest.replaceAll(name, ""), text));
  return [...new Set(texts.filter(isEnglish))];
}

/** An invented run with what the trainer itself says of engines, and without a device: that is a name. */
function speaking(run: readonly RunEvent[]): readonly RunEvent[] {
  const reason = joinSentences([
    "The next best.",
    "TensorFlow: The TensorFlow library is not installed.",
  ]);
  return run.map((event) =>
    event.kind === "started"
      ? { ...event, engine: { ...event.engine, device: "CPU", reason } }
      : event,
  );
}

const full = Object.assign(new Error("空间不足"), { code: "ENOSPC" });

test("the explorer is Chinese in every tab", wide, async ({ host, page }) => {
  host.record([
    ...speaking(recordedRun({ steps: 700, plateauSteps: 900 })),
    ...histogramEvents([690]),
    timingsEvent(700),
  ]);
  await host.open("explorer");
  const nodes = tried(["b3/3a", "b3/3a/path2/conv3x3"], ["b1/conv7x7", "b3/pool", "linear/dense"]);
  for (const node of nodes) {
    await host.select(node);
    for (const { id: tab } of inspectorTabs) {
      await page.locator(`[role="tab"][data-tab="${tab}"]`).click();
      await expect(page.locator(".panel")).toHaveAttribute("data-tab", tab);
      expect(await englishTexts(page), `${node} ${tab}`).toEqual([]);
    }
  }
});

test("what the trainer says is Chinese", async ({ host, page }) => {
  host.record(speaking(recordedRun({ steps: 30 })));
  await host.open("explorer");
  await host.send([failureEvent(full, { step: 30, checkpoint: "step-00000020.safetensors" })]);
  await expect(page.locator('[data-notice="failure"]')).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-cn");
  expect(await englishTexts(page)).toEqual([]);
});

test("the metrics are Chinese", async ({ host, page }) => {
  host.record(recordedRun({ steps: 200 }));
  const { started, steps, evaluations, finished } = chapterRun().reduce(reduce, initialRunState);
  const { time: startedAt, config } = started!;
  const run = { id: "a", title: "运行", isSample: false, startedAt, config, finished };
  host.pastRuns = [{ ...run, steps: [...steps], evaluations }];
  await page.setViewportSize({ width: 500, height: 900 });
  await host.open("metrics");
  // The page is built when its first state has come; all() does not wait for that.
  await expect(page.locator(".numbers-table summary")).toBeVisible();
  for (const summary of await page.locator("summary").all()) await summary.click();
  await page.locator('[data-run="a"] input').check();
  await expect(page.locator(".numbers-table td").first()).toBeVisible();
  expect(await englishTexts(page)).toEqual([]);
});
