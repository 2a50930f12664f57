import type { Page } from "@playwright/test";
import { chapterEvents } from "../support/runFile.js";
import { expect, test } from "./page.js";

interface Written {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Every text that is drawn within a part of the page, with its place on the screen. */
function textsIn(page: Page, selector: string): Promise<readonly Written[]> {
  return page.locator(`${selector} text`).evaluateAll((elements) =>
    elements.flatMap((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const text = element.textContent;
      return right > left && text !== "" ? [{ text, left, top, right, bottom }] : [];
    }),
  );
}

/** Boxes of lines are higher than their letters: a third of a line may overlap. */
function collisions(texts: readonly Written[]): readonly string[] {
  return texts.flatMap((a, index) =>
    texts.slice(index + 1).flatMap((b) => {
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const line = Math.min(a.bottom - a.top, b.bottom - b.top);
      return width > 1 && height > line / 3 ? [`${a.text} | ${b.text}`] : [];
    }),
  );
}

for (const [width, height] of [
  [1400, 900],
  [700, 900],
] as const) {
  for (const scope of ["b1", "b3", "b3/3a", "b4", "b5/5b", "linear", "all"]) {
    test(`texts stand apart and inside: ${scope} at ${width}`, async ({ host, page }) => {
      await page.setViewportSize({ width, height });
      host.record(chapterEvents(320));
      await host.open("explorer");
      if (scope === "all") await page.locator(".stage-head .crumbs button").first().click();
      else await host.select(scope);
      await page.waitForTimeout(150);
      for (const part of [".strip", ".stage-frame"]) {
        const texts = await textsIn(page, part);
        expect(texts.length).toBeGreaterThan(3);
        expect(collisions(texts)).toEqual([]);
        const frame = (await page.locator(part).boundingBox())!;
        const outside = texts.filter(
          ({ left, right }) => left < frame.x - 1 || right > frame.x + frame.width + 1,
        );
        expect(outside).toEqual([]);
      }
      const isWide = await page.evaluate(() => document.body.scrollWidth > window.innerWidth);
      expect(isWide).toBe(false);
    });
  }
}
