import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { resolveRunConfig } from "../../../extension/settings/settings.js";
import { showMetricsAtFirstRun } from "../../../extension/views/showMetrics.js";
import { createMemento, createRunParts, type RunParts } from "./fakeParts.js";
import { commands } from "./fakeVscode.js";

let parts: RunParts;

beforeEach(async () => {
  vi.clearAllMocks();
  parts = await createRunParts("complete");
});
afterEach(() => parts.close());

async function train(): Promise<void> {
  await parts.controller.start(resolveRunConfig({}));
  await parts.untilIdle();
}

const shown = (): unknown[][] =>
  commands.executeCommand.mock.calls.filter(([id]) => id === "googlenet.metrics.focus");

it("opens the side bar at a person's first run, without the focus, and never again", async () => {
  const memento = createMemento();
  showMetricsAtFirstRun(parts.controller, memento);
  expect(shown()).toEqual([]);
  await train();
  expect(shown()).toEqual([["googlenet.metrics.focus", { preserveFocus: true }]]);
  await train();
  // In another window, too.
  showMetricsAtFirstRun(parts.controller, memento);
  await train();
  expect(shown()).toHaveLength(1);
});
