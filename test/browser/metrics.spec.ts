import type { RunEvent } from "../../model/run/events.js";
import { toldOf } from "../../model/metrics/told.js";
import { trainLoss } from "../../model/metrics/trainLoss.js";
import { recordedRun } from "../support/recordedRun.js";
import { chapterRun } from "../support/runFile.js";
import { expect, test } from "./page.js";

/** The same event of a run with that id. */
const asOfRun =
  (runId: string) =>
  (event: RunEvent): RunEvent =>
    event.kind === "started" ? { ...event, runId } : event;

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
  const told = toldOf(trainLoss, host.run).value!.toFixed(3);
  await expect(loss.locator('[data-metric="trainLoss"] dd')).toHaveText(told);
  await expect(loss.locator(".chart-caption")).toHaveText("mean of the last 50 steps");
  expect(host.complaints).toEqual([]);
});

test("all charts are in sight at first, also in a low panel", async ({ host, page }) => {
  host.record(recordedRun({ steps: 120 }));
  await host.open("metrics");
  for (const height of [500, 800]) {
    await page.setViewportSize({ width: 300, height });
    for (const chart of await page.locator(".chart-frame").all()) {
      await expect(chart).toBeInViewport({ ratio: 1 });
    }
  }
  await expect(page.locator(".chart-frame")).toHaveCount(3);
});

test("the pointer reads a value, in every chart at the same step", async ({ host, page }) => {
  host.record(recordedRun({ steps: 120 }));
  await host.open("metrics");
  await page.locator('[data-chart="loss"] .chart-frame').hover({ position: { x: 150, y: 60 } });
  await expect(page.locator(".crosshair")).toHaveCount(3);
  const step = Number(
    await page.locator('[data-chart="accuracy"] .chart-frame').getAttribute("aria-valuenow"),
  );
  const point = [...host.run.steps].find((each) => each.step === step)!;
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
  const { loss } = host.run.steps.at(117)!;
  await expect(chart).toHaveAttribute(
    "aria-valuetext",
    new RegExp(`^Step 118: Training loss ${loss.toFixed(3)}`),
  );
  await page.keyboard.press("Home");
  await expect(chart).toHaveAttribute("aria-valuenow", "1");
});

test("a chart with the focus speaks of the steps that are read, and not of each new one", async ({
  host,
  page,
}) => {
  const events = recordedRun({ steps: 60 });
  host.record(events.slice(0, 40));
  await host.open("metrics");
  const chart = page.getByRole("slider", { name: "Loss over steps" });
  await chart.focus();
  const spoken = (await chart.getAttribute("aria-valuetext"))!;
  await host.send(events.slice(40));
  await expect(chart).toHaveAttribute("aria-valuemax", "60");
  await expect(chart).toHaveAttribute("aria-valuetext", spoken);
  await chart.press("ArrowLeft");
  await expect(chart).toHaveAttribute("aria-valuetext", /^Step 59: /);
  await chart.blur();
  await expect(chart).toHaveAttribute("aria-valuetext", /^Step 60: /);
});

test("a chart leaves the shortcuts of VS Code alone", async ({ host, page }) => {
  host.record(recordedRun({ steps: 400 }));
  await host.open("metrics");
  const chart = page.getByRole("slider", { name: "Loss over steps" });
  for (const shortcut of ["Control+-", "Control+=", "Meta+0", "Alt+ArrowLeft", "Alt+Home"]) {
    const key = shortcut.slice(shortcut.indexOf("+") + 1);
    const isLeft = await chart.evaluate(
      (frame, init) =>
        frame.dispatchEvent(new KeyboardEvent("keydown", { ...init, cancelable: true })),
      {
        key,
        ctrlKey: shortcut.startsWith("Control"),
        metaKey: shortcut.startsWith("Meta"),
        altKey: shortcut.startsWith("Alt"),
      },
    );
    expect(isLeft, shortcut).toBe(true);
  }
  await expect(chart).toHaveAttribute("aria-valuemin", "0");
});

test("the table says the same as the curves", async ({ host, page }) => {
  host.record(recordedRun({ steps: 120 }));
  await host.open("metrics");
  await page.getByText("The curves as a table").click();
  const first = page.locator(".numbers-table tbody tr").first();
  await expect(first.locator("th")).toHaveText("120");
  await expect(first.locator("td").first()).toHaveText(host.run.steps.at(-1)!.loss.toFixed(3));
});

test("a drag zooms into steps, keys too, and a click shows all again", async ({ host, page }) => {
  host.record(recordedRun({ steps: 400 }));
  await host.open("metrics");
  const chart = page.getByRole("slider", { name: "Loss over steps" });
  const box = (await chart.boundingBox())!;
  await page.mouse.move(box.x + 100, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + 160, box.y + 50, { steps: 4 });
  await expect(page.locator('[data-chart="loss"] .brush')).toBeVisible();
  await page.mouse.up();
  await expect(chart).not.toHaveAttribute("aria-valuemin", "0");
  const low = Number(await chart.getAttribute("aria-valuemin"));
  const accuracy = page.getByRole("slider", { name: "Accuracy over steps" });
  await expect(accuracy).toHaveAttribute("aria-valuemin", String(low));
  await chart.press("+");
  await expect
    .poll(async () => Number(await chart.getAttribute("aria-valuemin")))
    .toBeGreaterThan(low);
  await page.getByRole("button", { name: "All steps" }).click();
  await expect(chart).toHaveAttribute("aria-valuemin", "0");
  await expect(chart).toHaveAttribute("aria-valuemax", "400");
  expect(host.complaints).toEqual([]);
});

test("the wheel zooms a chart that has the focus", async ({ host, page }) => {
  host.record(recordedRun({ steps: 400 }));
  await host.open("metrics");
  const chart = page.getByRole("slider", { name: "Loss over steps" });
  await chart.hover({ position: { x: 150, y: 60 } });
  await page.mouse.wheel(0, -200);
  await expect(chart).toHaveAttribute("aria-valuemin", "0");
  await chart.focus();
  await page.mouse.wheel(0, -200);
  await expect(chart).not.toHaveAttribute("aria-valuemin", "0");
  await chart.dblclick({ position: { x: 150, y: 60 } });
  await expect(chart).toHaveAttribute("aria-valuemin", "0");
});

test("a zoom into steps ends with its run", async ({ host, page }) => {
  const events = recordedRun({ steps: 400 });
  host.record(events);
  await host.open("metrics");
  const chart = page.getByRole("slider", { name: "Loss over steps" });
  await chart.press("+");
  await expect(chart).not.toHaveAttribute("aria-valuemin", "0");
  await host.send(events.slice(0, 20).map(asOfRun("another")));
  await expect(chart).toHaveAttribute("aria-valuemin", "0");
  await expect(page.getByRole("button", { name: "All steps" })).toBeDisabled();
  await chart.press("+");
  await host.reload();
  await expect(chart).not.toHaveAttribute("aria-valuemin", "0");
  host.record(events.slice(0, 20).map(asOfRun("a third")));
  await host.reload();
  await expect(chart).toHaveAttribute("aria-valuemin", "0");
});

test("open parts outlive a reload", async ({ host, page }) => {
  host.record(recordedRun({ steps: 120 }));
  await host.open("metrics");
  const parts = ["track", "track", "compare", "take-away", "numbers-table"];
  for (const part of parts) await page.locator(`.${part} summary`).click();
  const row = page.locator(".numbers-table tbody tr").first();
  await expect(row).toBeVisible();
  await host.reload();
  await expect(row).toBeVisible();
  await expect(page.locator(".compare .state")).toBeVisible();
  await expect(page.locator(".take-away .offers").first()).toBeVisible();
  await expect(page.locator(".track .verdict")).toBeHidden();
});

test("smoothing, scale and zoom outlive a reload", async ({ host, page }) => {
  host.record(recordedRun({ steps: 400 }));
  await host.open("metrics");
  await page.getByLabel("Smoothing").fill("0.9");
  await page.getByLabel("Log scale").check();
  await page.getByRole("slider", { name: "Loss over steps" }).press("+");
  await page.locator('[data-metric="testLoss"] button').click();
  await host.reload();
  await expect(page.getByLabel("Smoothing")).toHaveValue("0.9");
  await expect(page.getByLabel("Log scale")).toBeChecked();
  await expect(page.locator('[data-chart="loss"] .raw')).toHaveCount(1);
  await expect(page.locator('[data-chart="loss"] .curve')).toHaveCount(1);
  await expect(page.getByRole("button", { name: "All steps" })).toBeEnabled();
  expect(host.errors).toEqual([]);
});

test("the card says how the run stands beside the chapter", async ({ host, page }) => {
  host.record(chapterRun());
  await host.open("metrics");
  await page.getByText("Am I on track?").click();
  await expect(page.locator(".verdict")).toHaveText(
    "The run failed at step 3,454. After epoch 7 its training accuracy was 0.887.",
  );
  await expect(page.locator('[data-row="TensorFlow"] td')).toHaveText(["0.236", "0.912", "0.904"]);
});

test("numbers and pictures can be taken away", async ({ host, page }) => {
  host.record(chapterRun());
  await host.open("metrics");
  await page.getByText("Save and copy").click();
  for (const offer of ["csv", "json", "markdown", "loss-svg", "accuracy-png"]) {
    await page.locator(`[data-offer="${offer}"]`).click();
    await expect(page.locator(".outcome")).not.toHaveText("");
  }
  expect(host.savedFiles.map(({ name, encoding }) => `${name} ${encoding}`)).toEqual([
    "metrics.csv utf8",
    "metrics.json utf8",
    "chart-loss.svg utf8",
    "chart-accuracy.png base64",
  ]);
  const [csv, , svg, png] = host.savedFiles.map(({ content }) => content);
  expect(csv!.split("\r\n")[0]).toMatch(/^run,step,epoch,train_loss/);
  expect(svg).toContain(">Loss</text>");
  expect(svg).not.toMatch(/var\(|class=/);
  expect(Buffer.from(png!, "base64").subarray(1, 4).toString()).toBe("PNG");
  expect(host.copiedTexts[0]).toContain("| This run | 7 | 3283 |");
  host.willSave = false;
  await page.locator('[data-offer="csv"]').click();
  await expect(page.locator(".outcome")).toHaveText("");
  expect(host.complaints).toEqual([]);
});
