import type { Page } from "@playwright/test";
import { formatMeasured } from "../../webview/words/format.js";
import { histogramEvents, weightReading } from "../support/inspectorData.js";
import type { PageHost } from "../support/pageHost.js";
import { recordedRun } from "../support/recordedRun.js";
import { changesIn } from "./changes.js";
import { expect, test } from "./page.js";

const histogramSteps = Array.from({ length: 20 }, (_, index) => 10 * (index + 1));

test.beforeEach(({ host }) => {
  host.weightsOf = (id) => weightReading(id);
  host.record(recordedRun({ steps: 200 }));
  host.record(histogramEvents(histogramSteps));
});

/** What follows the steps of `beforeEach`. */
const later = recordedRun({ steps: 300 }).filter((event) => "step" in event && event.step > 200);

function newestOf(host: PageHost, id: string): string {
  return formatMeasured(host.run.statistics.at(-1)!.nodes[id]!.activation);
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole("tab", { name }).click();
}

test("a live update leaves a tab without live numbers as it is", async ({ host, page }) => {
  await host.open("explorer");
  await host.select("b3/3a");
  await openTab(page, "Shape");
  await expect(page.locator(".panel")).toHaveAttribute("aria-label", "Shape");
  const changed = await changesIn(page, ".panel");
  await host.send(later);
  await expect(page.locator('[data-live="activation"] .value')).toHaveText(newestOf(host, "b3/3a"));
  expect(await changed()).toEqual([]);
});

test("a live update writes numbers and curves of the statistics, and nothing anew", async ({
  host,
  page,
}) => {
  await host.open("explorer");
  await host.select("b3/3a");
  await openTab(page, "Statistics");
  await expect(page.locator(".inspector .live-age")).toHaveText("numbers of step 200");
  const changed = await changesIn(page, ".inspector");
  await host.send(later);
  await expect(page.locator(".inspector .live-age")).toHaveText("numbers of step 300");
  const changes = await changed();
  expect(changes.length).toBeGreaterThan(10);
  // Texts in their nodes, the heights of a curve's ends, curves, bars, and what is read out.
  const allowed =
    /^(?:characterData|attributes y <text class="(?:most|least)"|attributes d <path|attributes style <span class="bar"|attributes aria-label <svg)/;
  expect(changes.filter((change) => !allowed.test(change))).toEqual([]);
});
