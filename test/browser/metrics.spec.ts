import { recordedRun } from "../support/recordedRun.js";
import { expect, test } from "./page.js";

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 300, height: 800 });
});

test("without a run the panel says what it waits for", async ({ host, page }) => {
  await host.open("metrics");
  await expect(page.locator(".empty")).toBeVisible();
  await expect(page.locator(".chart").first()).toBeHidden();
  expect(host.complaints).toEqual([]);
});

test("curves grow with the events", async ({ host, page }) => {
  await host.open("metrics");
  await host.send(recordedRun({ steps: 120 }));
  const loss = page.locator('[data-chart="loss"]');
  await expect(loss.locator('[data-curve="trainLoss"]')).toHaveAttribute("d", /^M.*L/);
  await expect(loss.locator('[data-metric="trainLoss"] dd')).toHaveText(
    host.run.steps.at(-1)!.loss.toFixed(3),
  );
  expect(host.complaints).toEqual([]);
});

test("the pointer reads a value, in every chart at the same step", async ({ host, page }) => {
  host.record(recordedRun({ steps: 120 }));
  await host.open("metrics");
  await page.locator('[data-chart="loss"] .chart-frame').hover({ position: { x: 150, y: 60 } });
  await expect(page.locator(".crosshair")).toHaveCount(3);
  const step = Number(
    await page.locator('[data-chart="accuracy"] .chart-frame').getAttribute("aria-valuenow"),
  );
  const point = host.run.steps.find((each) => each.step === step)!;
  await expect(page.locator('[data-metric="trainLoss"] dd')).toHaveText(point.loss.toFixed(3));
  await expect(page.locator('[data-metric="trainAccuracy"] dd')).toHaveText(
    point.accuracy.toFixed(3),
  );
  await page.mouse.move(150, 790);
  await expect(page.locator(".crosshair")).toHaveCount(0);
});

test("arrow keys read a chart step by step", async ({ host, page }) => {
  host.record(recordedRun({ steps: 120 }));
  await host.open("metrics");
  const chart = page.getByRole("slider", { name: "Loss over steps" });
  await chart.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(chart).toHaveAttribute("aria-valuenow", "118");
  const { loss } = host.run.steps[117]!;
  await expect(chart).toHaveAttribute(
    "aria-valuetext",
    new RegExp(`^Step 118: Training loss ${loss.toFixed(3)}`),
  );
  await page.keyboard.press("Home");
  await expect(chart).toHaveAttribute("aria-valuenow", "1");
});

test("the table says the same as the curves", async ({ host, page }) => {
  host.record(recordedRun({ steps: 120 }));
  await host.open("metrics");
  await page.locator("summary").click();
  const first = page.locator("table tbody tr").first();
  await expect(first.locator("th")).toHaveText("120");
  await expect(first.locator("td").first()).toHaveText(host.run.steps.at(-1)!.loss.toFixed(3));
});
