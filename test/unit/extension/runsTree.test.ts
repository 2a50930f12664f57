import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunsTree } from "../../../extension/runs/runsTree.js";
import type { RunEvent } from "../../../model/run/events.js";
import { says } from "../../../model/messages/message.js";
import { preparingRunState } from "../../../model/run/state.js";
import { checkpoint, evaluation, failed, finished, started, step } from "./events.js";
import { readings } from "../../support/watchedRun.js";
import { createRunParts, type RunParts } from "./fakeParts.js";

let parts: RunParts;

beforeEach(async () => {
  parts = await createRunParts("complete");
});
afterEach(() => parts.close());

function treeOf(activeRunId: string | null): RunsTree {
  return new RunsTree({
    storage: parts.storage,
    activeRunId: () => activeRunId,
    activeState: () => ({ ...preparingRunState, message: says("Looking for an engine.") }),
  });
}

async function lineOf(events: readonly RunEvent[], id = "run"): Promise<unknown> {
  const directory = parts.storage.directory(id);
  await mkdir(directory, { recursive: true });
  const lines = events.map((event) => `${JSON.stringify(event)}\n`);
  await writeFile(join(directory, "events.ndjson"), lines.join(""));
  const tree = treeOf(null);
  const [first] = await tree.getChildren();
  return first === undefined ? null : tree.getTreeItem(first);
}

describe("a run that is being prepared", () => {
  it("has its line before its record, and once", async () => {
    const tree = treeOf("run");
    const [coming, ...others] = await tree.getChildren();
    expect(others).toEqual([]);
    expect(tree.getTreeItem(coming!)).toMatchObject({
      id: "run",
      label: "New run",
      description: "Preparing",
      iconPath: { id: "loading~spin" },
      tooltip: "Looking for an engine.",
      contextValue: "run.coming",
    });
    await lineOf([started(), step(1)]);
    const lines = await tree.getChildren();
    expect(lines.map(({ id }) => id)).toEqual(["run"]);
    expect(tree.getTreeItem(lines[0]!)).toMatchObject({ description: "Training" });
  });
});

describe("a line of the Runs view", () => {
  const begun = [started({ time: new Date(2020, 10, 29, 0, 12).getTime() }), step(1)];

  it("names the run that came along, which cannot be deleted, after one of the person's own", async () => {
    await lineOf([...begun, finished()], "sample");
    expect(await treeOf(null).getChildren()).toEqual([]);
    await lineOf(begun);
    const tree = treeOf(null);
    await lineOf([...begun, evaluation(1), finished()], "sample");
    expect(tree.getTreeItem((await tree.getChildren()).at(-1)!)).toMatchObject({
      label: "Sample · 0.800",
      contextValue: "run.sample",
      tooltip: expect.stringMatching(/^The run that came with the extension\n/u) as string,
    });
  });

  it("tells runs apart by date and result, and has the rest in its tooltip", async () => {
    expect(await lineOf([...begun, evaluation(1), finished()])).toMatchObject({
      label: expect.stringMatching(/^Nov 29, 2020, 12:12\sAM · 0\.800$/u) as string,
      description: "Finished",
      contextValue: "run.ended",
      tooltip: expect.stringMatching(
        /Network googlenet, recipe chapter, seed 1\nWASM on CPU/u,
      ) as string,
    });
  });

  it("says of a run that came to nothing that it did, and why", async () => {
    const lost = { ...step(2), loss: 1e31 };
    expect(await lineOf([...begun, lost, evaluation(1), finished()])).toMatchObject({
      description: "Finished without learning",
      iconPath: { id: "warning", color: { id: "charts.yellow" } },
      tooltip: expect.stringContaining("The loss was lost: it grew without bound.") as string,
    });
  });

  it("says so where a whole module is dead", async () => {
    const measured = readings([{}, {}, {}]).map(({ step: at, nodes }): RunEvent => {
      const dead = { b4: { ...nodes["b3/3a/path2"]!, dead: 1 } };
      return { kind: "statistics", time: 0, step: at, nodes: dead };
    });
    expect(await lineOf([...begun, ...measured, evaluation(3), finished()])).toMatchObject({
      description: "Finished without learning",
      tooltip: expect.stringContaining("b4 gives zero for every image") as string,
    });
  });

  it("says of a run whose claim cannot be read that nobody knows, and not that it is trained", async () => {
    await mkdir(join(parts.root, "run", "trainer.pid"), { recursive: true });
    expect(await lineOf([...begun, checkpoint(1)])).toMatchObject({
      id: "run",
      description: "Unreadable",
      contextValue: "run.unreadable",
      tooltip: expect.stringMatching(/trainer\.pid is a link, a folder or a device/u) as string,
    });
  });

  it("names a run that cannot be read by a name that cannot look like another's", () => {
    const id = "run-\u202e1\n2";
    const item = treeOf(null).getTreeItem({ id, fault: new Error("It is cut off.") });
    expect(item).toMatchObject({ id, label: String.raw`run-\u202e1\u000a2` });
  });

  it.each<[string, readonly RunEvent[], string, string]>([
    [
      "did the steps it was bound to",
      [finished("maxSteps")],
      "run.resumable",
      "Finished at step 4",
    ],
    ["failed", [failed()], "run.resumable", "Failed at step 1"],
    ["was cut off", [], "run.resumable", "Stopped at step 1"],
  ])("offers to go on with a run that %s", async (_, events, contextValue, description) => {
    const line = await lineOf([...begun, checkpoint(1), ...events]);
    expect(line).toMatchObject({ contextValue, description });
  });
});
