import { colorings } from "../../webview/state/measures.js";
import { chapterEvents } from "../support/runFile.js";
import { expect, test } from "./page.js";

test("what is seen is explained, mark by mark and number by number", async ({ host, page }) => {
  host.record(chapterEvents(320));
  await host.open("explorer");
  const button = page.locator(".explanation > summary");
  await expect(button).toHaveText("What am I seeing?");
  await button.focus();
  await page.keyboard.press("Enter");
  const words = page.getByRole("region", { name: "What am I seeing?" });
  await expect(words).toBeVisible();
  for (const { word, sign, explanation } of colorings) {
    const row = words.locator("[data-measure]", { hasText: explanation });
    await expect(row.locator("dt")).toHaveText(`${word}${sign}`);
  }
  for (const mark of ["hue", "meter", "spark", "energy", "gradient"]) {
    await expect(words.locator(`[data-mark="${mark}"] svg`)).toBeVisible();
  }
  // Its samples have the colors of the picture.
  const fillOf = (selector: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((mark) => getComputedStyle(mark).fill);
  for (const hue of [1, 2, 3, 4]) {
    expect(await fillOf(`.explanation .part.hue-${hue}`)).toBe(
      await fillOf(`.stage-frame .part.hue-${hue}`),
    );
  }
  await page.keyboard.press("Escape");
  await expect(words).toBeHidden();
  await expect(button).toBeFocused();
  await button.click();
  await expect(words).toBeVisible();
  await page.locator(".stage-picture").click({ position: { x: 5, y: 5 } });
  await expect(words).toBeHidden();
});
