import type { Page } from "@playwright/test";
import { lookOf } from "../../model/metrics/watchdog/fruitless.js";
import { phases } from "../../model/run/phase.js";
import { runIn } from "../support/runIn.js";
import { killedEvent } from "../support/failedEvent.js";
import { recordedRun } from "../support/recordedRun.js";
import { tinyNetwork } from "../support/tinyNetwork.js";
import { chapterEvents } from "../support/runFile.js";
import { idle } from "../support/idle.js";
import { longUnless, tried, wide } from "../support/length.js";
import { expect, test } from "./page.js";

const plateau = recordedRun({ steps: 700, plateauSteps: 900 });

/** Where everything stands that a person may be looking at; the picture gives way to a card beside it. */
async function placesIn(page: Page): Promise<unknown> {
  await idle(page);
  return page.evaluate(() => {
    const placeOf = (selector: string): readonly number[] => {
      const box = document.querySelector(selector)?.getBoundingClientRect();
      return [box?.x ?? 0, box?.y ?? 0, box?.width ?? 0, box?.height ?? 0].map(Math.round);
    };
    return {
      map: placeOf(".strip"),
      tools: placeOf(".picture-tools"),
      bar: placeOf(".picture-bar"),
      inspector: placeOf(".inspector-title"),
    };
  });
}

test(
  "the header is as high in every phase, in a window of any width",
  wide,
  async ({ host, page }) => {
    host.network = tinyNetwork;
    host.record(recordedRun({ steps: 700, plateauSteps: 900, network: tinyNetwork }));
    await host.open("explorer");
    const reached = host.run;
    const heights = new Map<number, Record<string, number>>();
    const widths = tried([1226, 480], [1400, 1225, 950, 901, 700]);
    for (const phase of phases) {
      host.run = runIn(phase, reached);
      await host.hydrate();
      await expect(page.locator(".phase")).toHaveAttribute("data-phase", lookOf(host.run));
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        const height = await page.locator(".run-header").evaluate((header) => header.clientHeight);
        heights.set(width, { ...heights.get(width), [phase]: height });
      }
    }
    expect(heights.size).toBe(widths.length);
    for (const [width, each] of heights) {
      expect(new Set(Object.values(each)).size, `${width}: ${JSON.stringify(each)}`).toBe(1);
    }
  },
);

for (const [width, height] of [
  [1400, 900],
  [1200, 700],
  [700, 900],
] as const) {
  test(
    `a card that comes and goes moves nothing above it and hides no node with the focus, at ${width}`,
    longUnless(width === 1200),
    async ({ host, page }) => {
      await page.setViewportSize({ width, height });
      host.record(plateau.slice(0, 3));
      await host.open("explorer");
      await page.locator(".stage-head .crumbs button").first().click();
      const cards = page.locator(".notice");
      await expect(cards).toHaveCount(0);
      const before = await placesIn(page);
      await host.send(plateau.slice(3));
      await expect(cards).toHaveCount(1);
      expect(await placesIn(page)).toEqual(before);
      await page.locator(".notice-dismiss").click();
      await expect(cards).toHaveCount(0);
      expect(await placesIn(page)).toEqual(before);
      await host.send([killedEvent]);
      await expect(page.locator('[data-notice="failure"]')).toBeInViewport();
      expect(await placesIn(page)).toEqual(before);
      // Nor does the card hide a node that takes the focus.
      for (const id of ["b5/5a/path4/conv1x1", "linear/dense", "b4/4e/path4/pool"]) {
        await page.locator(`.stage [data-id="${id}"]`).focus();
        await idle(page);
        const node = (await page.locator(`.stage [data-id="${id}"] .shape-box`).boundingBox())!;
        const card = (await page.locator(".notices").boundingBox())!;
        expect(node.y + node.height, id).toBeLessThanOrEqual(card.y + 1);
      }
    },
  );
}

test("a node that takes the focus is not under the map, where the page scrolls", async ({
  host,
  page,
}) => {
  await page.setViewportSize({ width: 700, height: 900 });
  host.record(chapterEvents(320));
  await host.open("explorer");
  await page.locator(".stage-head .crumbs button").first().click();
  await expect(page.locator(".stage .node.block")).toHaveCount(9);
  for (const id of ["linear/dense", "b4/4a/path1/conv1x1", "b2/conv1x1", "b1/conv7x7"]) {
    await page.locator(`.stage [data-id="${id}"]`).focus();
    await idle(page);
    const node = (await page.locator(`.stage [data-id="${id}"] .shape-box`).boundingBox())!;
    const map = (await page.locator(".strip").boundingBox())!;
    expect(node.y, id).toBeGreaterThanOrEqual(map.y + map.height - 1);
  }
  // To walk the map itself scrolls nothing.
  const scrolled = (): Promise<number> =>
    page.locator(".explorer").evaluate(({ scrollTop }) => scrollTop);
  await page.locator('.stage [data-id="linear/dense"]').focus();
  await idle(page);
  const before = await scrolled();
  expect(before).toBeGreaterThan(0);
  await page.locator('.strip [tabindex="0"]').focus();
  await idle(page);
  expect(await scrolled()).toBe(before);
});
