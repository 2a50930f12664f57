import { PNG } from "pngjs";
import { idle } from "../support/idle.js";
import { chapterEvents } from "../support/runFile.js";
import { timingsEvent } from "../support/inspectorData.js";
import { expect, test } from "./page.js";

test.beforeEach(async ({ host }) => {
  host.record(chapterEvents(320));
  await host.open("explorer");
});

test("a click on the map opens a block, a click on a layer its numbers", async ({ page }) => {
  await page.locator('.strip [data-id="b4/4e"]').click();
  await expect(page.locator(".stage-head [aria-current]")).toHaveText("Inception 4e");
  await page.locator('.stage [data-id="b4/4e/path3/conv5x5"]').click();
  const inspector = page.locator(".inspector");
  await expect(inspector.getByRole("heading")).toHaveText("5×5 convolution");
  await expect(inspector.locator('[data-fact="output"]')).toContainText(
    "⌊(6 + 2·2 − 5)/1⌋ + 1 = 6",
  );
  await inspector.getByRole("tab", { name: "Cost" }).click();
  await expect(inspector.locator('[data-fact="parameters"] .value')).toHaveText("102,528");
  await expect(inspector.locator('[data-fact="parameters"] .formula')).toHaveText(
    "5·5·32·128 + 128 = 102,528",
  );
});

test("a block under the pointer keeps the colors of what is in it", async ({ page }) => {
  await page.locator('.strip [data-id="b3/3b"]').click();
  await idle(page);
  const frame = (await page.locator('.stage [data-id="b3/3b"] .shape-box').first().boundingBox())!;
  const part = (await page.locator(".stage .part").first().boundingBox())!;
  const clip = { x: part.x + 4, y: part.y + 4, width: 1, height: 1 };
  const colorNow = async (): Promise<readonly number[]> => [
    ...PNG.sync.read(await page.screenshot({ clip })).data.subarray(0, 3),
  ];
  const before = await colorNow();
  await page.mouse.move(frame.x + frame.width - 30, frame.y + 20);
  await expect(page.locator('.stage [data-id="b3/3b"]:hover')).not.toHaveCount(0);
  await idle(page);
  const under = await colorNow();
  before.forEach((value, channel) => {
    expect(Math.abs((under[channel] ?? NaN) - value)).toBeLessThan(16);
  });
});

test("the first convolution derives 48 from 96", async ({ page }) => {
  await page.locator('.strip [data-id="b1/conv7x7"]').click();
  const output = page.locator('.inspector [data-fact="output"]');
  await expect(output).toContainText("height = ⌊(96 + 2·3 − 7)/2⌋ + 1 = 48");
  await expect(output.locator(".value")).toHaveText("64 × 48 × 48");
});

test("everything shows all nine blocks at once", async ({ page }) => {
  await page.locator(".stage-head .crumbs button").first().click();
  await expect(page.locator(".stage .node.block")).toHaveCount(9);
  await expect(page.locator(".stage .node.path")).toHaveCount(36);
});

test("arrow keys walk along and across the paths, Escape leads out", async ({ page }) => {
  const focused = page.locator("*:focus");
  await page.locator('.strip [data-id="b3/3a"]').click();
  await page.locator('.stage [data-id="b3/3a/path2/conv1x1"]').click();
  await page.keyboard.press("ArrowRight");
  await expect(focused).toHaveAttribute("data-id", "b3/3a/path2/conv3x3");
  await page.keyboard.press("ArrowDown");
  await expect(focused).toHaveAttribute("data-id", "b3/3a/path3/conv5x5");
  await page.keyboard.press("ArrowRight");
  await expect(focused).toHaveAttribute("data-id", "b3/3a/concat");
  await page.keyboard.press("Escape");
  await expect(focused).toHaveAttribute("data-id", "b3/3a");
  await page.keyboard.press("Escape");
  await expect(page.locator(".stage-head [aria-current]")).toHaveText("Module b3");
  await expect(focused).toHaveAttribute("data-id", "b3/3a");
  await page.keyboard.press("ArrowRight");
  await expect(focused).toHaveAttribute("data-id", "b3/3b");
  await page.keyboard.press("Enter");
  await expect(page.locator(".stage-head [aria-current]")).toHaveText("Inception 3b");
  await expect(focused).toHaveAttribute("data-id", "b3/3b");
});

test("the first arrow leads from the frame of the whole picture into it", async ({
  host,
  page,
}) => {
  const focused = page.locator("*:focus");
  const frame = (id: string) => page.locator(`.stage [data-id="${id}"]`);
  await page.locator('.strip [data-id="b3/3a"]').click();
  await frame("b3/3a").focus();
  await page.keyboard.press("ArrowRight");
  await expect(focused).toHaveAttribute("data-id", "b3/3a/path1/conv1x1");
  await expect(page.locator(".inspector-title")).toHaveText("1×1 convolution");
  await frame("b3/3a").focus();
  await page.keyboard.press("ArrowLeft");
  await expect(focused).toHaveAttribute("data-id", "b3/3a/concat");
  await host.select("b4");
  await frame("b4").focus();
  await page.keyboard.press("ArrowDown");
  await expect(focused).toHaveAttribute("data-id", "b4/4a");
});

test("another picture leaves the focus on the stage", async ({ host, page }) => {
  await page.locator('.strip [data-id="b3/3a"]').click();
  await page.locator('.stage [data-id="b3/3a/path1/conv1x1"]').click();
  await host.select("b4/4a");
  await expect(page.locator(".stage-head [aria-current]")).toHaveText("Inception 4a");
  await expect(page.locator(".stage *:focus")).toHaveAttribute("data-id", "b4/4a");
});

test("Enter on a layer leads into the inspector, Escape back", async ({ page }) => {
  await page.locator('.strip [data-id="b3/3a"]').click();
  await page.locator('.stage [data-id="b3/3a/path1/conv1x1"]').click();
  await page.keyboard.press("Enter");
  await expect(page.locator(".inspector .panel")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator("*:focus")).toHaveAttribute("data-id", "b3/3a/path1/conv1x1");
});

test("the map is walked with arrow keys", async ({ page }) => {
  await page.locator('.strip [data-id="b3/3a"]').click();
  await page.locator('.strip [data-id="b3/3a"]').focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("*:focus")).toHaveAttribute("data-id", "b3/3b");
  await expect(page.locator(".stage-head [aria-current]")).toHaveText("Inception 3b");
});

test("tabs of the inspector change with arrow keys and are kept", async ({ host, page }) => {
  await page.getByRole("tab", { name: "Shape" }).click();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Cost" })).toBeFocused();
  await expect(page.locator(".panel")).toContainText("Share of all parameters");
  await host.reload();
  await expect(page.locator(".panel")).toContainText("Share of all parameters");
});

test("the view is the same after a reload", async ({ host, page }) => {
  await page.locator('.strip [data-id="b5/5b"]').click();
  await page.locator('.stage [data-id="b5/5b/path4/pool"]').click();
  await page.getByRole("button", { name: "Zoom in" }).click();
  const viewport = page.locator(".stage .viewport");
  await expect(viewport).toHaveAttribute("transform", /scale/);
  const before = await viewport.getAttribute("transform");
  await host.reload();
  await expect(page.locator(".stage-head [aria-current]")).toHaveText("Inception 5b");
  await expect(page.locator(".inspector-title")).toHaveText("3×3 max-pooling");
  await expect(viewport).toHaveAttribute("transform", before!);
  await page.getByRole("button", { name: "Fit to window" }).click();
  await expect(viewport).not.toHaveAttribute("transform", before!);
});

test("the host can choose a node", async ({ host, page }) => {
  await host.select("b4/4c/path2/conv3x3");
  await expect(page.locator(".stage-head [aria-current]")).toHaveText("Inception 4c");
  await expect(page.locator(".inspector-title")).toHaveText("3×3 convolution");
});

test("another measure changes the bars", async ({ page }) => {
  const meter = page.locator('.stage [data-meter="b3/3a/path1/conv1x1"]');
  const before = await meter.getAttribute("x2");
  expect(Number(before)).toBeGreaterThan(Number(await meter.getAttribute("x1")));
  await page.locator("vscode-dropdown").click();
  await page.locator("vscode-option").filter({ hasText: "Dead ReLU" }).click();
  await expect(meter).not.toHaveAttribute("x2", before!);
});

test("the time per step colors the picture once it was measured", async ({ host, page }) => {
  await page.locator("vscode-dropdown").click();
  await page.locator("vscode-option").filter({ hasText: "Time per step" }).click();
  const value = page.locator('.stage [data-value="b3/3a/path2/conv3x3 chosen"]');
  await expect(value).toHaveText("t\u2009–");
  await expect(page.locator(".legend")).toContainText("ms");
  await host.send([timingsEvent(321)]);
  await expect(value).toHaveText(/t\u2009\d/);
});
