import type { Page } from "@playwright/test";
import { buildGraph } from "../../model/network/graph.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import { recordedRun } from "../support/recordedRun.js";
import { chapterEvents } from "../support/runFile.js";
import { idle } from "../support/idle.js";
import { longUnless, tried, wide, type WindowSize } from "../support/length.js";
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

const windows = tried<WindowSize>(
  [
    [1200, 800],
    [480, 900],
  ],
  [
    [1400, 900],
    [700, 900],
  ],
);

test(
  "texts stand apart and inside, in every scope and at every width",
  wide,
  async ({ host, page }) => {
    host.record(chapterEvents(320));
    await host.open("explorer");
    for (const scope of tried(["b1", "b3/3a", "all"], ["b3", "b4", "b5/5b", "linear"])) {
      if (scope === "all") await page.locator(".stage-head .crumbs button").first().click();
      else await host.select(scope);
      for (const [width, height] of windows) {
        await page.setViewportSize({ width, height });
        await idle(page);
        const where = `${scope} at ${width}`;
        for (const part of [".strip", ".stage-frame"]) {
          const texts = await textsIn(page, part);
          expect(texts.length, where).toBeGreaterThan(3);
          expect(collisions(texts), where).toEqual([]);
          const frame = (await page.locator(part).boundingBox())!;
          const outside = texts.filter(
            ({ left, right }) => left < frame.x - 1 || right > frame.x + frame.width + 1,
          );
          expect(outside, where).toEqual([]);
        }
        const isWide = await page.evaluate(() => document.body.scrollWidth > window.innerWidth);
        expect(isWide, where).toBe(false);
      }
    }
    // A side column of a small window.
    for (const width of [362, 292]) {
      await page.setViewportSize({ width, height: 830 });
      await idle(page);
      const texts = await textsIn(page, ".strip");
      expect(texts.length, String(width)).toBeGreaterThan(4);
      expect(collisions(texts), String(width)).toEqual([]);
      const outside = await page
        .locator(":is(.stage-head, .picture-bar, .stage-foot) *:visible")
        .evaluateAll((all) =>
          all.flatMap((each) =>
            each.getBoundingClientRect().right > window.innerWidth + 1 ? [each.outerHTML] : [],
          ),
        );
      expect(outside, String(width)).toEqual([]);
    }
  },
);

for (const [width, height] of [
  [1200, 800],
  [1400, 900],
  [1900, 1100],
] as const) {
  test(
    `with all nine blocks open every node is read at once, at ${width}`,
    longUnless(width === 1200),
    async ({ host, page }) => {
      await page.setViewportSize({ width, height });
      host.record(recordedRun({ steps: 320 }));
      await host.open("explorer");
      await page.locator(".stage-head .crumbs button").first().click();
      await expect(page.locator(".stage .node.block")).toHaveCount(9);
      await idle(page);
      const texts = await textsIn(page, ".stage-frame");
      // As a screen shows them: letters of nine pixels and more.
      const scale = Number(
        /scale\(([\d.]+)\)/.exec(
          (await page.locator(".stage .viewport").getAttribute("transform")) ?? "",
        )?.[1],
      );
      expect(10 * scale).toBeGreaterThan(9);
      const shown = texts.map(({ text }) => text);
      for (const node of buildGraph(googlenet).nodes) {
        if (["layer", "block", "module"].includes(node.layer ? "layer" : node.kind)) {
          expect(shown, node.id).toContain(node.outputShape.join("×"));
        }
      }
      // Of 6 modules, 9 blocks and 36 paths the three headline numbers, of 72 layers the chosen one.
      for (const sign of ["a", "†", "∇"]) {
        expect(shown.filter((text) => text.includes(`${sign}\u2009`))).toHaveLength(6 + 9 + 36);
      }
      const chosen = page.locator(".stage .value.chosen:visible").filter({ hasText: /\d/ });
      await expect(chosen).toHaveCount(72);
      const frame = (await page.locator(".stage-frame").boundingBox())!;
      const outside = texts.filter(
        ({ left, right, top, bottom }) =>
          left < frame.x ||
          right > frame.x + frame.width ||
          top < frame.y ||
          bottom > frame.y + frame.height + 1,
      );
      expect(outside).toEqual([]);
    },
  );
}

test("close to a compact picture every node has its history, beside its texts", async ({
  host,
  page,
}) => {
  host.record(recordedRun({ steps: 320 }));
  await host.open("explorer");
  await page.locator(".stage-head .crumbs button").first().click();
  const histories = page.locator(".stage .spark");
  await expect(page.locator(".stage .node.block")).toHaveCount(9);
  await expect(histories.first()).toBeHidden();
  for (let step = 0; step < 3; step++) await page.getByRole("button", { name: "Zoom in" }).click();
  await expect(page.locator('.stage [data-spark="b4/4c/path2"]')).toBeVisible();
  await expect(page.locator('.stage [data-spark="b4/4c/path2/conv3x3"]')).toBeVisible();
  // A history that is out of sight is drawn when it comes into view.
  await expect(page.locator('.stage [data-spark="b1/conv7x7"]')).toBeHidden();
  await page.locator('.stage [data-id="b1/conv7x7"]').focus();
  await expect(page.locator('.stage [data-spark="b1/conv7x7"]')).toBeVisible();
  await page.getByRole("button", { name: "Fit to window" }).click();
  for (const block of ["b3/3a", "b4/4d", "b5/5b", "linear"]) {
    for (let step = 0; step < 3; step++)
      await page.getByRole("button", { name: "Zoom in" }).click();
    await page.locator(`.stage [data-id="${block}"]`).focus();
    await idle(page);
    const texts = await textsIn(page, ".stage-frame");
    const drawn = await histories.evaluateAll((elements) =>
      elements.flatMap((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        const text = `history of ${element.getAttribute("data-spark")}`;
        return right > left ? [{ text, left, top, right, bottom }] : [];
      }),
    );
    expect(drawn.length).toBeGreaterThan(10);
    for (const history of drawn) {
      // Boxes of lines are higher than their letters.
      expect(
        texts.filter(
          ({ left, right, top, bottom }) =>
            Math.min(right, history.right) - Math.max(left, history.left) > 1 &&
            Math.min(bottom - 3, history.bottom) - Math.max(top + 3, history.top) > 1,
        ),
        history.text,
      ).toEqual([]);
    }
    await page.getByRole("button", { name: "Fit to window" }).click();
  }
});
