import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunsTree } from "../../../extension/runs/runsTree.js";
import { RunsView } from "../../../extension/views/runsView.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import { finished, started, step } from "./events.js";
import { createRunParts, type RunParts } from "./fakeParts.js";
import { FakeTreeView, window } from "./fakeVscode.js";
import { eventually } from "../../support/eventually.js";

let parts: RunParts;
let view: FakeTreeView;
let tree: RunsTree;
let runs: RunsView;

beforeEach(async () => {
  parts = await createRunParts("endless");
  for (const id of ["first", "second"]) await writeRun(id);
  view = new FakeTreeView();
  window.createTreeView.mockReturnValue(view);
  tree = new RunsTree({
    storage: parts.storage,
    activeRunId: () => parts.controller.activeRunId(),
    activeState: () => parts.live.state(),
  });
  runs = new RunsView({ ...parts, tree });
});
afterEach(async () => {
  runs.dispose();
  await parts.close();
});

async function writeRun(id: string): Promise<void> {
  await mkdir(join(parts.root, id), { recursive: true });
  const lines = [started({ runId: id }), step(1), finished()].map((event) => JSON.stringify(event));
  await writeFile(join(parts.root, id, "events.ndjson"), `${lines.join("\n")}\n`);
}

async function isMarked(id: string | null): Promise<void> {
  await eventually(() => {
    expect(view.reveal).toHaveBeenLastCalledWith(expect.objectContaining({ id }), {
      select: true,
      focus: false,
    });
  });
}

describe("the Runs view", () => {
  it("marks the run that is shown, of the past and then the live one", async () => {
    await parts.history.show("first");
    await isMarked("first");
    await parts.history.show("second");
    await isMarked("second");
    await parts.controller.start(defaultRunConfig());
    const live = parts.controller.activeRunId() ?? "";
    // It has a line before it has a record.
    tree.refresh();
    await isMarked(live);
    await parts.history.show("first");
    await isMarked("first");
    parts.history.showLive();
    await writeRun(live);
    tree.refresh();
    await isMarked(live);
    await parts.history.show("first");
    await isMarked("first");
    parts.history.showLive();
    await isMarked(live);
  });

  it("opens no side bar that is hidden, and marks the run once it is seen", async () => {
    view.visible = false;
    await parts.history.show("first");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(view.reveal).not.toHaveBeenCalled();
    view.show(true);
    await isMarked("first");
  });

  it("marks the shown run again where a person has selected another line", async () => {
    await parts.history.show("first");
    await isMarked("first");
    view.choose({ id: "second" });
    view.reveal.mockClear();
    tree.refresh();
    await isMarked("first");
  });

  it("says so where the folder of the runs cannot be read, and not that there are none", async () => {
    await rm(parts.root, { recursive: true });
    tree.refresh();
    await expect.poll(() => view.message).toBe("");
    await writeFile(parts.root, "a file in its place");
    tree.refresh();
    await expect.poll(() => view.message).toMatch(/^The folder of the runs cannot be read: .+/u);
    await rm(parts.root);
    tree.refresh();
    await expect.poll(() => view.message).toBe("");
  });
});
