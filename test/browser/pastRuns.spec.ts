import type { RunEvent } from "../../model/run/events.js";
import { toldOf } from "../../model/metrics/told.js";
import { trainLoss } from "../../model/metrics/trainLoss.js";
import { initialRunState, reduce } from "../../model/run/state.js";
import type { RunCurves } from "../../webview/protocol.js";
import { recordedRun } from "../support/recordedRun.js";
import { chapterRun } from "../support/runFile.js";
import { changesIn } from "./changes.js";
import { expect, test } from "./page.js";

/** The same event of a run with that id. */
const asOfRun =
  (runId: string) =>
  (event: RunEvent): RunEvent =>
    event.kind === "started" ? { ...event, runId } : event;

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 300, height: 800 });
});

/** A real run as the host reads it from disk. */
function chapterCurves(): RunCurves {
  const { started, steps, evaluations, finished } = chapterRun().reduce(reduce, initialRunState);
  const { config, time: startedAt } = started!;
  const id = "chapter";
  const title = "googlenet, seed 0";
  const named = { id, title, isSample: false, startedAt };
  return { ...named, config, steps: [...steps], evaluations, finished };
}

test("past runs are laid over the shown one", async ({ host, page }) => {
  host.pastRuns = [chapterCurves()];
  host.record(recordedRun({ steps: 400 }));
  await host.open("metrics");
  await page.getByText("Compare with past runs").click();
  await page.locator(".runs input").check();
  await expect(page.locator('[data-chart="loss"] .curve')).toHaveCount(4);
  await expect(page.locator('[data-chart="loss"] .letters text')).toHaveText(["A", "A", "B", "B"]);
  await expect(page.locator('[data-metric="trainLoss"] dd')).toHaveCount(2);
  await page.getByRole("slider", { name: "Loss over steps" }).press("Home");
  await expect(page.locator('[data-metric="trainLoss"] dd.place-1')).toHaveText("B2.303");
  await page.locator(".runs input").uncheck();
  await expect(page.locator('[data-chart="loss"] .curve')).toHaveCount(2);
  expect(host.complaints).toEqual([]);
});

test("the run that another one follows is a past one from then on", async ({ host, page }) => {
  const events = recordedRun({ steps: 120 });
  host.pastRuns = [chapterCurves()];
  host.record(events);
  await host.open("metrics");
  await page.getByText("Compare with past runs").click();
  await expect(page.locator(".runs li")).toHaveCount(1);
  const { started, steps, evaluations, finished } = host.run;
  const { runId: id, time: startedAt, config } = started!;
  const ended = { id, title: "the first", isSample: false, startedAt, config, finished };
  host.pastRuns = [{ ...ended, steps: [...steps], evaluations }, chapterCurves()];
  await host.send(events.slice(0, 1).map(asOfRun("the second")));
  const facts = page.locator(".run-facts");
  await expect(facts.first()).toHaveAttribute("title", "the first");
  await expect(facts.nth(1)).toHaveAttribute("title", "googlenet, seed 0");
  await expect(facts).toHaveCount(2);
});

test("steps of the run change nothing in the list of past runs", async ({ host, page }) => {
  const events = recordedRun({ steps: 60 });
  host.pastRuns = [chapterCurves()];
  host.record(events.slice(0, 40));
  await host.open("metrics");
  await page.getByText("Compare with past runs").click();
  await expect(page.locator(".runs li")).toHaveCount(1);
  const changed = await changesIn(page, ".compare");
  await host.send(events.slice(40));
  await expect(page.locator('[data-metric="trainLoss"] dd')).toHaveText(
    toldOf(trainLoss, host.run).value!.toFixed(3),
  );
  expect(await changed()).toEqual([]);
});

test("five runs with names like HTML fit a narrow panel", async ({ host, page }) => {
  const title = "<img src=x onerror=alert(1)> and a name that goes on and on";
  host.pastRuns = ["a", "b", "c", "d", "e"].map((id) => ({ ...chapterCurves(), id, title }));
  host.record(recordedRun({ steps: 400 }));
  await host.open("metrics");
  await page.getByText("Compare with past runs").click();
  for (const id of ["a", "b", "c", "d"]) await page.locator(`[data-run="${id}"] input`).check();
  await expect(page.locator('[data-run="e"] input')).toBeDisabled();
  await expect(page.locator(".run-facts").first()).toHaveAttribute("title", title);
  await expect(page.locator("img")).toHaveCount(0);
  const values = page.locator('[data-metric="trainLoss"] dd');
  await expect(values).toHaveText(["A0.377", "Blost", "Clost", "Dlost", "Elost"]);
  // A letter and its number stand beside each other.
  const heights = await values.evaluateAll((all) =>
    all.map((value) => (value as HTMLElement).offsetHeight),
  );
  expect(Math.max(...heights)).toBeLessThan(24);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await page.locator('[data-run="e"]').scrollIntoViewIfNeeded();
  await page.getByText("Save and copy").click();
  await page.locator('[data-offer="loss-svg"]').click();
  await expect.poll(() => host.savedFiles[0]?.content).toContain("&lt;img src=x");
  expect(host.complaints).toEqual([]);
});
