import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { killedEvent } from "../support/failedEvent.js";
import { chapterEvents } from "../support/runFile.js";
import { themeKinds } from "../support/themes.js";
import { expect, test } from "./page.js";

async function expectNoViolations(page: Page, part?: string): Promise<void> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  expect(violations).toEqual([]);
}

for (const theme of themeKinds) {
  test(`axe finds nothing in a block, its inspector and a failure, ${theme}`, async ({
    host,
    page,
  }) => {
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
    for (const tab of ["Cost", "Statistics", "Source"]) {
      await page.getByRole("tab", { name: tab }).click();
      await expectNoViolations(page, ".inspector");
    }
  });

  test(`axe finds nothing in the metrics, ${theme}`, async ({ host, page }) => {
    await page.setViewportSize({ width: 300, height: 800 });
    host.record(chapterEvents(320));
    await host.open("metrics", theme);
    for (const summary of await page.locator("summary").all()) await summary.click();
    await page.locator("table tbody tr").first().waitFor();
    await expectNoViolations(page);
  });
}

for (const theme of themeKinds) {
  test(`axe finds nothing in the whole network while it is changed, ${theme}`, async ({
    host,
    page,
  }) => {
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
  });
}
