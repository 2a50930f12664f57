import { AxeBuilder } from "@axe-core/playwright";
import { chapterEvents } from "../support/runFile.js";
import { themeKinds } from "../support/themes.js";
import { expect, test } from "./page.js";

for (const theme of themeKinds) {
  test(`axe finds nothing in the explorer, ${theme}`, async ({ host, page }) => {
    host.record(chapterEvents(320));
    await host.open("explorer", theme);
    await page.locator('.strip [data-id="b3/3b"]').click();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    for (const tab of ["Cost", "Statistics", "Source"]) {
      await page.getByRole("tab", { name: tab }).click();
      expect((await new AxeBuilder({ page }).include(".inspector").analyze()).violations).toEqual(
        [],
      );
    }
    await page.locator(".stage-head .crumbs button").first().click();
    await host.send([
      {
        kind: "failed",
        time: 0,
        step: 320,
        message: "The trainer was killed.",
        reason: "The system ran out of memory.",
        action: "Use a smaller batch.",
        checkpoint: null,
      },
    ]);
    await page.locator('[data-notice="failure"]').waitFor();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  test(`axe finds nothing in the metrics, ${theme}`, async ({ host, page }) => {
    await page.setViewportSize({ width: 300, height: 800 });
    host.record(chapterEvents(320));
    await host.open("metrics", theme);
    await page.locator("summary").click();
    await page.locator("table tbody tr").first().waitFor();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}
