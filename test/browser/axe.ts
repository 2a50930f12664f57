import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { alexnet } from "../../model/network/alexnet/spec.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import { googlenetBn } from "../../model/network/googlenet-bn/spec.js";
import { buildGraph } from "../../model/network/graph.js";
import { inspectorTabs } from "../../webview/inspector/index.js";
import { killedEvent } from "../support/failedEvent.js";
import { histogramEvents, timingsEvent, weightReading } from "../support/inspectorData.js";
import { recordedRun } from "../support/recordedRun.js";
import { residualNetwork } from "../support/residualNetwork.js";
import { chapterEvents } from "../support/runFile.js";
import type { ThemeKind } from "../support/themes.js";
import { long, longUnless, tried, wide } from "../support/length.js";
import { expect, test } from "./page.js";

export async function expectNoViolations(page: Page, part?: string): Promise<void> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  expect(violations).toEqual([]);
}

async function expectGoodTab(page: Page, node: string, tab: string): Promise<void> {
  await page.getByRole("tab", { name: tab }).click();
  await expect(page.locator(".panel")).toHaveAttribute("aria-label", tab);
  await expectNoViolations(page, ".inspector");
  const overflow = await page
    .locator(".inspector")
    .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(overflow, `${node} ${tab}`).toBeLessThanOrEqual(0);
}

const chapters = { network: googlenet, nodes: tried(["b3/3a/path2/conv3x3"], ["b3/3a"]) };
/** Kinds of nodes that the chapter's network does not have. */
const others = [
  { network: alexnet, nodes: ["dense", "dense/dense_1", "dense/dropout_1"] },
  { network: googlenetBn, nodes: ["b3/3a/path2/conv3x3"] },
  { network: residualNetwork, nodes: ["body/shortcut", "body/shortcut/add"] },
];

/** Every surface of both pages but the inspector's tabs, in one theme; each time in the dark one, and what has most colors in light too. */
export function testAccessibility(theme: ThemeKind): void {
  const length = longUnless(theme === "dark");
  test(
    `axe finds nothing in a block, its inspector and a failure, ${theme}`,
    longUnless(theme === "dark" || theme === "light"),
    async ({ host, page }) => {
      host.record([...chapterEvents(320), killedEvent]);
      await host.open("explorer", theme);
      await page.locator('.strip [data-id="b3/3b"]').click();
      await page.locator('[data-notice="failure"]').waitFor();
      await expectNoViolations(page);
      // The strongest colors that there are.
      await page.locator(".stage .heat").evaluateAll((cards) => {
        for (const card of cards) (card as SVGElement).style.setProperty("--share", "100%");
      });
      await expectNoViolations(page, ".stage");
    },
  );

  test(`axe finds nothing in the metrics, ${theme}`, length, async ({ host, page }) => {
    await page.setViewportSize({ width: 300, height: 800 });
    host.record(chapterEvents(320));
    await host.open("metrics", theme);
    for (const summary of await page.locator("summary").all()) await summary.click();
    await page.locator("table tbody tr").first().waitFor();
    await expectNoViolations(page);
  });

  test(
    `axe finds nothing in the whole network while it is changed, ${theme}`,
    length,
    async ({ host, page }) => {
      host.record(chapterEvents(320));
      await host.open("explorer", theme);
      await page.locator(".stage-head .crumbs button").first().click();
      await expect(page.locator(".stage .node.block")).toHaveCount(9);
      await page.locator('.stage [data-id="b3/3b"] text.name.near').click();
      await page.getByRole("button", { name: "Fold Inception 3b" }).click();
      await page.getByLabel("3b without its 1×1 reductions").check();
      await page.getByRole("slider", { name: "Input" }).fill("32");
      await page.getByRole("button", { name: "Zoom in" }).click();
      await page.getByLabel("Export…").click();
      await page.evaluate(() => {
        setTimeout(() => {
          throw new Error("a bug");
        });
      });
      await page.getByRole("alert").waitFor();
      await expectNoViolations(page);
    },
  );

  test(`axe finds nothing in the explanation, ${theme}`, length, async ({ host, page }) => {
    await page.setViewportSize({ width: 1280, height: 616 });
    host.record(chapterEvents(320));
    await host.open("explorer", theme);
    const scheme = await page.evaluate(() => getComputedStyle(document.body).colorScheme);
    expect(scheme).toBe(theme.endsWith("light") ? "light" : "dark");
    await page.locator(".explanation > summary").click();
    const box = (await page.locator(".explanation .words").boundingBox())!;
    expect(box.y).toBeGreaterThan(0);
    expect(box.y + box.height).toBeLessThanOrEqual(616);
    await expectNoViolations(page, ".explanation");
  });
}

/** The inspector's tabs of a layer and a block of the network that is drawn first; among the long checks of kinds of nodes that it does not have. */
export function testTabs(theme: ThemeKind): void {
  for (const { network, nodes } of [chapters, ...others]) {
    const length = theme === "dark" && network === chapters.network ? wide : long;
    test(
      `axe finds nothing in the tabs of ${network.title}, narrow, ${theme}`,
      length,
      async ({ host, page }) => {
        const graph = buildGraph(network);
        host.network = network;
        host.weightsOf = (id) => weightReading(id, 400, graph);
        host.record(recordedRun({ steps: 200, network }));
        host.record(histogramEvents([50, 100, 150, 200], graph));
        host.record([timingsEvent(205, graph)]);
        await page.setViewportSize({ width: 300, height: 900 });
        await host.open("explorer", theme);
        for (const node of nodes) {
          await host.select(node);
          for (const { title: tab } of inspectorTabs) await expectGoodTab(page, node, tab);
        }
      },
    );
  }
}
