import type { Page } from "@playwright/test";
import { recordedRun } from "../support/recordedRun.js";
import { idle } from "../support/idle.js";
import { expect, test } from "./page.js";
import { placeOf, restingPlace } from "./stagePlace.js";

type Touch = "touchStart" | "touchMove" | "touchEnd";
type Point = readonly [x: number, y: number];

/** Fingers on the screen, as the browser has them from a device. */
async function touchOf(page: Page): Promise<(type: Touch, ...points: Point[]) => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 2 });
  return async (type, ...points) => {
    await session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: points.map(([x, y], id) => ({ x, y, id })),
    });
  };
}

test.beforeEach(async ({ host, page }) => {
  host.record(recordedRun({ steps: 60 }));
  await host.open("explorer");
  await page.locator(".stage-head .crumbs button").first().click();
  await expect(page.locator(".stage .node.block")).toHaveCount(9);
});

test("wheel, pinch, keys and buttons zoom, and all of it fits again", async ({ page }) => {
  const fitted = await restingPlace(page);
  const stage = (await page.locator(".stage-frame").boundingBox())!;
  await page.mouse.move(stage.x + stage.width / 2, stage.y + stage.height / 2);
  await page.mouse.wheel(0, -200);
  await expect.poll(async () => (await placeOf(page)).scale).toBeGreaterThan(fitted.scale);
  // A pinch on a trackpad arrives as a wheel with Ctrl.
  const wheeled = await placeOf(page);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -50);
  await page.keyboard.up("Control");
  await expect.poll(async () => (await placeOf(page)).scale).toBeGreaterThan(wheeled.scale);
  await page.getByRole("button", { name: "Fit to window" }).click();
  await expect.poll(() => placeOf(page)).toEqual(fitted);
  await page.locator('.stage [data-id="b4/4c"]').focus();
  await page.keyboard.press("+");
  await expect.poll(async () => (await placeOf(page)).scale).toBeGreaterThan(fitted.scale);
  const near = await placeOf(page);
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(async () => (await placeOf(page)).x).toBeLessThan(near.x);
  await page.keyboard.press("0");
  await expect.poll(() => placeOf(page)).toEqual(fitted);
});

test("two fingers pinch the picture, one moves it", async ({ page }) => {
  const fitted = await restingPlace(page);
  const stage = (await page.locator(".stage-frame").boundingBox())!;
  const [x, y] = [stage.x + stage.width / 2, stage.y + stage.height / 2];
  const touch = await touchOf(page);
  await touch("touchStart", [x - 40, y], [x + 40, y]);
  for (let step = 1; step <= 5; step++) {
    await touch("touchMove", [x - 40 - 12 * step, y], [x + 40 + 12 * step, y]);
  }
  await touch("touchEnd");
  const pinched = await placeOf(page);
  // From 80 to 200 pixels apart.
  expect(pinched.scale / fitted.scale).toBeCloseTo(2.5, 1);
  // What was between the fingers is there still.
  const middle = (place: typeof fitted) => (x - stage.x - place.x) / place.scale;
  expect(middle(pinched)).toBeCloseTo(middle(fitted), 0);
  await touch("touchStart", [x, y]);
  for (let step = 1; step <= 5; step++) await touch("touchMove", [x + 10 * step, y + 4 * step]);
  await touch("touchEnd");
  const moved = await placeOf(page);
  expect(moved.scale).toBe(pinched.scale);
  expect([moved.x - pinched.x, moved.y - pinched.y].map(Math.round)).toEqual([50, 20]);
  // The page itself was not zoomed.
  expect(await page.evaluate(() => window.visualViewport?.scale)).toBe(1);
});

test("where the page scrolls, one finger scrolls it and two pinch the picture", async ({
  page,
}) => {
  await page.setViewportSize({ width: 700, height: 900 });
  const fitted = await restingPlace(page);
  const scrolled = () => page.locator(".explorer").evaluate(({ scrollTop }) => scrollTop);
  const touch = await touchOf(page);
  await touch("touchStart", [350, 700]);
  for (let step = 1; step <= 10; step++) await touch("touchMove", [350, 700 - 30 * step]);
  await touch("touchEnd");
  await expect.poll(scrolled).toBeGreaterThan(100);
  expect(await placeOf(page)).toEqual(fitted);
  // The swipe goes on for a while.
  await idle(page);
  const picture = (await page.locator(".stage-picture").boundingBox())!;
  const y = Math.min(800, picture.y + picture.height - 40);
  await touch("touchStart", [310, y], [390, y]);
  for (let step = 1; step <= 5; step++) {
    await touch("touchMove", [310 - 12 * step, y], [390 + 12 * step, y]);
  }
  await touch("touchEnd");
  expect((await placeOf(page)).scale / fitted.scale).toBeCloseTo(2.5, 1);
  expect(await page.evaluate(() => window.visualViewport?.scale)).toBe(1);
});

test("the minimap shows where one is, and its frame is dragged", async ({ page }) => {
  const map = page.locator(".minimap");
  await expect(map).toBeHidden();
  for (let step = 0; step < 4; step++) {
    await page.getByRole("button", { name: "Zoom in" }).click();
  }
  await expect(map).toBeVisible();
  const before = await placeOf(page);
  const box = (await map.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 4, box.y + box.height - 4);
  await page.mouse.up();
  const after = await placeOf(page);
  expect([after.x < before.x, after.y < before.y, after.scale]).toEqual([true, true, before.scale]);
});

test("a node that takes the focus comes into view", async ({ page }) => {
  for (let step = 0; step < 6; step++) {
    await page.getByRole("button", { name: "Zoom in" }).click();
  }
  await page.locator('.strip [data-id="b3/3a"]').focus();
  await page.locator('.stage [data-id="linear/dense"]').focus();
  const frame = (await page.locator(".stage-frame").boundingBox())!;
  await expect
    .poll(async () => {
      const box = (await page.locator('.stage [data-id="linear/dense"]').boundingBox())!;
      return box.x >= frame.x && box.x + box.width <= frame.x + frame.width;
    })
    .toBe(true);
  expect(await page.locator(".stage-frame").evaluate(({ scrollLeft }) => scrollLeft)).toBe(0);
});

test("a block folds by double click, key, sign and button, and stays chosen", async ({
  host,
  page,
}) => {
  const block = page.locator('.stage [data-id="b4/4b"]');
  const inside = page.locator('.stage [data-id="b4/4b/path2/conv3x3"]');
  await inside.click();
  await page.getByRole("button", { name: "Fold Inception 4b to one card" }).click();
  await expect(inside).toHaveCount(0);
  await expect(block).toHaveAttribute("aria-expanded", "false");
  await expect(page.locator(".inspector-title")).toHaveText("Inception 4b");
  await expect(page.locator('[data-value="b4/4b 0"]')).toHaveText(/\d/);
  await block.focus();
  await page.keyboard.press("Space");
  await expect(inside).toHaveCount(1);
  await expect(page.locator("*:focus")).toHaveAttribute("data-id", "b4/4b");
  await block.locator(".toggle").click();
  await expect(inside).toHaveCount(0);
  await host.reload();
  await expect(block).toHaveAttribute("aria-expanded", "false");
  await expect(block).toHaveAttribute("aria-selected", "true");
  await block.dblclick();
  await expect(inside).toHaveCount(1);
});

test("a folded module is one card on the way of the arrow keys", async ({ page }) => {
  await page.locator('.stage [data-id="b3"]').focus();
  await page.keyboard.press("Space");
  await expect(page.locator('.stage [data-id="b3/3a"]')).toHaveCount(0);
  await page.locator('.stage [data-id="b2/pool"]').focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("*:focus")).toHaveAttribute("data-id", "b3");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("*:focus")).toHaveAttribute("data-id", "b4/4a");
  await page.locator('.stage [data-id="b3"]').focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".stage-head [aria-current]")).toHaveText("Module b3");
  await expect(page.locator('.stage [data-id="b3/3a"]')).toHaveCount(1);
  await expect(page.locator("*:focus")).toHaveAttribute("data-id", "b3");
});

test("what is chosen here is told to the host, and not what the page began with", async ({
  host,
  page,
}) => {
  const before = host.selections.length;
  await page.locator('.stage [data-id="b5/5a/path1/conv1x1"]').click();
  await expect.poll(() => host.selections.slice(before)).toEqual(["b5/5a/path1/conv1x1"]);
});

/** How far a node is from the middle of the stage, in shares of its half. */
async function fromMiddle(page: Page, id: string): Promise<number> {
  const stage = (await page.locator(".stage-frame").boundingBox())!;
  const box = (await page.locator(`.stage [data-id="${id}"] .shape-box`).boundingBox())!;
  const along = (start: number, length: number, from: number, room: number): number =>
    Math.abs((start + length / 2 - from - room / 2) / (room / 2));
  return Math.max(
    along(box.x, box.width, stage.x, stage.width),
    along(box.y, box.height, stage.y, stage.height),
  );
}

test("what one has zoomed to stays in the middle when the window changes", async ({ page }) => {
  const zoomIn = page.getByRole("button", { name: "Zoom in" });
  for (let step = 0; step < 6; step++) await zoomIn.click();
  await page.locator('.stage [data-id="b5/5a"]').focus();
  const near = await restingPlace(page);
  const before = await fromMiddle(page, "b5/5a");
  for (const [width, height] of [
    [1000, 900],
    [1400, 640],
    [800, 900],
    [1400, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    const now = await restingPlace(page);
    expect(now.scale).toBe(near.scale);
    if (width > 900) expect(await fromMiddle(page, "b5/5a")).toBeLessThan(1);
  }
  expect(await fromMiddle(page, "b5/5a")).toBeCloseTo(before, 1);
});
