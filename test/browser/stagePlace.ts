import type { Page } from "@playwright/test";
import { expect } from "./page.js";

export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Where the stage's picture stands now. */
export async function placeOf(page: Page): Promise<Placed> {
  const text = (await page.locator(".stage .viewport").getAttribute("transform")) ?? "";
  const [x = 0, y = 0, scale = 0] = (text.match(/-?[\d.]+/g) ?? []).map(Number);
  return { x, y, scale };
}

/** Where it stands once it does: the map and the stage share the height, and take several frames for it. */
export async function restingPlace(page: Page): Promise<Placed> {
  let [before, seen] = [await placeOf(page), 0];
  await expect
    .poll(
      async () => {
        const now = await placeOf(page);
        seen = JSON.stringify(now) === JSON.stringify(before) ? seen + 1 : 0;
        before = now;
        return seen;
      },
      { intervals: [50] },
    )
    .toBeGreaterThan(5);
  return before;
}
