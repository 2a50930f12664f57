import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { afterEach, before, describe, it } from "mocha";
import { commands } from "vscode";
import type { ExtensionApi } from "../../../extension/main.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildGraph } from "../../../model/network/graph.js";
import { activateExtension, shortRun, untilIdle, untilPhase } from "./extension.js";

const runTimeoutMs = 240_000;

/** What its person does with it, by hand, is in `window/training.spec.ts`. */
describe("a run in a real trainer", function () {
  this.timeout(runTimeoutMs);
  let api: ExtensionApi;
  /** The first that ends here; others have trained before. */
  let whole: string | null = null;

  before(async () => {
    api = await activateExtension();
    await commands.executeCommand("googlenet.openExplorer");
  });

  afterEach(async () => {
    if (api.controller.activeRunId() !== null) await api.controller.abandon();
    await untilIdle(api);
    await commands.executeCommand("notifications.clearAll");
  });

  it("brings real steps and statistics of every node, and leaves its folder", async () => {
    const directory = await api.controller.start(shortRun());
    await untilPhase(api, "finished");
    whole = api.store.runId();
    const { started, steps, statistics, finished } = api.store.state();
    assert.equal(started?.dataset.trainExamples, 60_000);
    assert.equal(started.parameters, 5_977_530);
    assert.equal(steps.length, 6);
    assert.equal(finished?.reason, "maxSteps");
    for (const { loss } of steps) assert.ok(loss > 0.5 && loss < 10, `The loss is ${loss}.`);
    const nodes = statistics.at(-1)?.nodes ?? {};
    for (const { id, kind } of buildGraph(googlenet).nodes) {
      if (kind !== "block") continue;
      const { activation, gradient, dead } = nodes[id] ?? {};
      assert.ok(typeof activation === "number" && activation >= 0, `${id}: ${activation}`);
      assert.ok(typeof gradient === "number" && gradient >= 0, `${id}: ${gradient}`);
      assert.ok(typeof dead === "number" && dead >= 0 && dead <= 1, `${id}: ${dead}`);
    }
    await untilIdle(api);
    const record = await readFile(path.join(directory, "run.json"), "utf8");
    assert.match(record, /"batchSize": 16/u);
    const lines = (await readFile(path.join(directory, "events.ndjson"), "utf8"))
      .trim()
      .split("\n");
    assert.equal(lines.length, api.store.eventCount());
    assert.ok((await readdir(path.join(directory, "checkpoints"))).length > 0);
  });

  it("lists its runs and brings one back by replaying its events", async () => {
    const runs = await api.storage.list();
    assert.ok(runs.length >= 2);
    const first = runs.find(({ id }) => id === whole);
    assert.ok(first);
    assert.equal(first.phase, "finished");
    await commands.executeCommand("googlenet.showRun", first);
    assert.equal(api.store.runId(), first.id);
    assert.equal(api.store.state().steps.length, 6);
  });

  it("refuses an unknown engine with one clear message", async () => {
    await api.controller.start(shortRun({ engine: "abacus" }));
    await untilPhase(api, "failed");
    assert.match(api.store.state().failure?.message ?? "", /abacus/u);
    assert.doesNotMatch(api.store.state().failure?.reason ?? "", /\n\s+at /u);
  });
});
