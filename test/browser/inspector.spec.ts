import type { Page } from "@playwright/test";
import { inspectorTabs } from "../../webview/inspector/index.js";
import { formatMeasured } from "../../webview/words/format.js";
import { histogramEvents, timingsEvent, weightReading } from "../support/inspectorData.js";
import { recordedRun } from "../support/recordedRun.js";
import { expect, test } from "./page.js";

const histogramSteps = Array.from({ length: 20 }, (_, index) => 10 * (index + 1));

test.beforeEach(({ host }) => {
  host.weightsOf = (id) => weightReading(id);
  host.record(recordedRun({ steps: 200 }));
  host.record(histogramEvents(histogramSteps));
});

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole("tab", { name }).click();
}

test("the field moves on the image with the unit, by the jump", async ({ host, page }) => {
  await host.open("explorer");
  await host.select("b1/conv7x7");
  const [grid, seen] = [
    page.getByRole("slider", { name: /output grid/ }),
    page.locator(".field .seen"),
  ];
  await expect(seen).toHaveAttribute("x", "45");
  await grid.focus();
  await page.keyboard.press("ArrowRight");
  await expect(seen).toHaveAttribute("x", "47");
  await expect(grid).toHaveAttribute("aria-valuetext", /column 26 of 48.*columns 48 to 54/);
  await page.keyboard.press("Home");
  await page.keyboard.press("PageUp");
  await expect(page.locator(".field-beyond")).toContainText("3 above, 3 left");
  await grid.click({ position: { x: 1, y: 1 } });
  await expect(seen).toHaveAttribute("width", "4");
  await host.select("b1/pool");
  await expect(page.locator(".field-caption")).toContainText("Row 13 of 24");
});

test("another image is chosen with arrow keys, and kept for the next node", async ({
  host,
  page,
}) => {
  await host.open("explorer");
  const before = await page.locator(".field .image").getAttribute("href");
  await page.getByRole("radio", { name: "Ankle boot, test image 0" }).focus();
  await page.keyboard.press("ArrowRight");
  const shirt = page.getByRole("radio", { name: "T-shirt/top, test image 19" });
  await expect(shirt).toBeFocused();
  await expect(shirt).toHaveAttribute("aria-checked", "true");
  const after = await page.locator(".field .image").getAttribute("href");
  expect(after).not.toBe(before);
  await host.select("linear/dense");
  await expect(page.locator(".field .image")).toHaveAttribute("href", after!);
  await expect(page.locator(".field-caption")).toHaveText(
    "This unit sees the whole 96 × 96 image.",
  );
  expect(host.complaints).toEqual([]);
});

test("the image, the unit and the kernel are the same after a reload", async ({ host, page }) => {
  await host.open("explorer");
  await host.select("b1/conv7x7");
  const shirt = page.getByRole("radio", { name: "T-shirt/top, test image 19" });
  await shirt.click();
  await page.getByRole("slider", { name: /output grid/ }).focus();
  await page.keyboard.press("ArrowRight");
  await openTab(page, "Kernels");
  const sheet = page.getByRole("slider", { name: "Weights of 7×7 convolution" });
  await sheet.focus();
  await page.keyboard.press("ArrowRight");
  await expect(sheet).toHaveAttribute("aria-valuetext", /^Filter 2 of 64/);
  await host.reload();
  await expect(sheet).toHaveAttribute("aria-valuetext", /^Filter 2 of 64/);
  await openTab(page, "Shape");
  await expect(shirt).toHaveAttribute("aria-checked", "true");
  await expect(page.locator(".field-caption")).toContainText("column 26 of 48");
  await host.select("b1/pool");
  await expect(page.locator(".field-caption")).toContainText("Row 13 of 24, column 13 of 24");
  await expect(shirt).toHaveAttribute("aria-checked", "true");
});

test("the cost of a block is compared with and without its reductions", async ({ host, page }) => {
  await host.open("explorer");
  await host.select("b3/3a");
  await openTab(page, "Cost");
  const table = page.getByRole("table", { name: "What the 1×1 reductions buy" });
  await expect(table.getByRole("row", { name: /^without/ })).toContainText("393,472");
  await expect(table.getByRole("row", { name: /^growth/ })).toContainText("× 2.4");
});

test("the times of a layer come with the first timing, with the speed they mean", async ({
  host,
  page,
}) => {
  await host.open("explorer");
  await host.select("b1/conv7x7");
  await openTab(page, "Cost");
  const note = page.locator(".panel .note");
  await expect(note).toHaveText(/^No times yet: .* every 500 steps\.$/);
  await host.send([timingsEvent(205)]);
  await expect(page.locator('[data-fact="forwardTime"] .formula')).toHaveText(
    "2·7,225,344·128/0.411 ms = 4,500 GFLOP/s",
  );
  await expect(page.locator('[data-fact="timedAt"] .value')).toHaveText("205");
  await expect(note).toContainText("whose input is the image");
  await host.select("b3/3a");
  const parts = page.getByRole("table", { name: "What its parts cost" });
  await expect(parts.getByRole("columnheader", { name: "Time" })).toBeVisible();
  await expect(parts.getByRole("row", { name: /^path 2/ })).toContainText("ms");
  await page.getByRole("button", { name: "Copy as Markdown table" }).click();
  await expect.poll(() => host.copiedTexts[0]).toContain("| Backward pass |");
});

test("what a run measures is not shown of a network that is only asked about", async ({
  host,
  page,
}) => {
  host.record([timingsEvent(205)]);
  await host.open("explorer");
  await host.select("b3/3a/path2/conv3x3");
  await openTab(page, "Cost");
  await expect(page.locator('[data-fact="forwardTime"]')).toBeVisible();
  await page.locator(".input-size input").fill("48");
  await expect(page.locator('[data-fact="forwardTime"]')).toHaveCount(0);
  await expect(page.locator(".panel .note")).toContainText("another network");
  await openTab(page, "Statistics");
  await expect(page.locator(".histograms .note")).toContainText("another network");
});

test("a node's name and the tabs stay in sight, however far the last one's was read", async ({
  host,
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await host.open("explorer");
  await host.select("b3/3a/path2/conv3x3");
  await openTab(page, "Statistics");
  const panel = page.locator(".inspector > .panel");
  expect(
    await panel.evaluate((element) => element.scrollHeight - element.clientHeight),
  ).toBeGreaterThan(100);
  await panel.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  const before = await page.locator(".inspector-title").innerText();
  await host.select("b3/3a/path1/conv1x1");
  await expect(page.locator(".inspector-title")).not.toHaveText(before);
  await expect(page.locator(".inspector-title")).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("tab", { selected: true })).toBeInViewport({ ratio: 1 });
});

test("each fact of a layer stands in one tab", async ({ host, page }) => {
  await host.open("explorer");
  await host.select("b1/conv7x7");
  const facts: string[] = [];
  for (const tab of ["Shape", "Cost", "Source"]) {
    await openTab(page, tab);
    await expect(page.locator(".panel")).toHaveAttribute("aria-label", tab);
    const fact = page.locator(".panel [data-fact]");
    facts.push(...(await fact.evaluateAll((all) => all.map((each) => each.dataset["fact"] ?? ""))));
  }
  expect(facts).toContain("parameters");
  expect(facts).toHaveLength(new Set(facts).size);
});

test("histograms are read with pointer and keys, and as a table", async ({ host, page }) => {
  await host.open("explorer");
  await host.select("b3/3a/path2/conv3x3");
  await openTab(page, "Statistics");
  const chart = page.getByRole("slider", { name: "Histogram of weights" });
  await expect(chart.locator(".ridge")).toHaveCount(12);
  await expect(chart.locator(".newest")).toHaveAttribute("data-step", "200");
  await chart.focus();
  await page.keyboard.press("ArrowUp");
  await expect(chart).toHaveAttribute("aria-valuetext", /^Step 180: .*\s% of the values in/);
  await chart.hover({ position: { x: 20, y: 100 } });
  const weights = page.locator('.histogram[data-kind="weight"]');
  await expect(weights.locator("p.reading")).toContainText("0.0 % of the values");
  await weights.locator("summary").click();
  await expect(weights.getByRole("columnheader")).toHaveText([
    "Value",
    "step 200",
    "step 130",
    "step 80",
    "step 10",
  ]);
  await host.send(histogramEvents([210]));
  await expect(chart.locator(".newest")).toHaveAttribute("data-step", "210");
  await expect(weights.getByRole("columnheader", { name: "step 210" })).toBeVisible();
});

test("a live number is read as a curve with its range, as a table and as a picture", async ({
  host,
  page,
}) => {
  await host.open("explorer");
  await host.select("b3/3a/path2/conv3x3");
  await openTab(page, "Statistics");
  const norm = page.locator('.history[data-measure="weight"]');
  const chart = page.getByRole("img", { name: /^Weight norm, now / });
  await expect(chart).toHaveAccessibleName(/; \S+ to \S+ from step 10 to 200$/);
  // It hardly changes: both ends are written the same, and once.
  await expect(norm.locator("svg text")).toHaveText([/\d/, "step 10", "200"]);
  const activation = page.locator('.history[data-measure="activation"]');
  await expect(activation.locator("svg text")).toHaveText([/\d/, /\d/, "step 10", "200"]);
  await page.locator(".panel > .numbers-of summary").click();
  const table = page.getByRole("table", { name: "Live numbers over the steps" });
  await expect(table.locator("tbody th")).toHaveText(
    Array.from({ length: 20 }, (_, row) => String(200 - 10 * row)),
  );
  const newest = host.run.statistics.at(-1)!.nodes["b3/3a/path2/conv3x3"]!;
  await expect(table.locator("tbody tr").first().locator("td").last()).toHaveText(
    formatMeasured(newest.update),
  );
  await norm.getByRole("button", { name: "Save as SVG" }).click();
  await expect(norm.getByRole("status")).toHaveText("Saved: conv3x3-weight.svg");
  expect(host.savedFiles[0]!.content).toContain(">step 10</text>");
  // A pooling layer has no weights: no picture of none.
  await host.select("b1/pool");
  await expect(norm.locator(".value")).toHaveText("–");
  await expect(norm.getByRole("button")).toHaveCount(0);
  expect(host.complaints).toEqual([]);
});

test("a block shows what each path contributes", async ({ host, page }) => {
  await host.open("explorer");
  await host.select("b3/3a");
  await openTab(page, "Statistics");
  const rows = page.getByRole("table", { name: "What each path contributes" }).locator("tbody tr");
  await expect(rows).toHaveCount(4);
  const shares = await rows.locator("td:nth-child(2) .value").allTextContents();
  expect(shares.reduce((sum, share) => sum + Number.parseFloat(share), 0)).toBeCloseTo(100, 0);
  await expect(page.locator(".histograms .note")).toContainText("taken of layers");
});

test("all facts of a node are copied as a Markdown table", async ({ host, page }) => {
  await host.open("explorer");
  await host.select("b1/conv7x7");
  await page.getByRole("button", { name: "Copy as Markdown table" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(host.copiedTexts[0]).toContain("| Parameters | 3,200 | 7·7·1·64 + 64 = 3,200 |");
});

test("a chart is saved as the picture it is", async ({ host, page }) => {
  await host.open("explorer");
  await host.select("b1/conv7x7");
  await openTab(page, "Kernels");
  await page.getByRole("button", { name: "Save as SVG" }).click();
  await expect.poll(() => host.savedFiles.map(({ name }) => name)).toEqual(["conv7x7-kernels.svg"]);
  expect(host.savedFiles[0]!.content).toContain("data:image/bmp;base64,");
  await openTab(page, "Statistics");
  await page.getByRole("button", { name: "Save as PNG" }).first().click();
  // To draw it takes its time where other windows are at work.
  const name = () => host.savedFiles[1]?.name;
  await expect.poll(name).toBe("conv7x7-activation.png");
});

test("a name that looks like HTML stays text in every tab", async ({ host, page }) => {
  const name = "<img src=x onerror=alert(1)>";
  const [first, ...others] = host.network.modules;
  host.network = { ...host.network, modules: [{ ...first!, name }, ...others] };
  await host.open("explorer");
  await host.select(name);
  for (const { title: tab } of inspectorTabs) {
    await openTab(page, tab);
    await expect(page.locator(".inspector-title")).toContainText(name);
    await expect(page.locator(".inspector img")).toHaveCount(0);
  }
  expect(host.complaints).toEqual([]);
});
