import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { Asker } from "../../../extension/runs/asker.js";
import { moments } from "../../../model/folder/moments.js";
import { encodeTested, testedFolder } from "../../../model/folder/testedFile.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import { messageOf } from "../../../model/messages/userError.js";
import type { LayerWeights } from "../../../model/run/layerWeights.js";
import { createRunParts, type RunParts, type Scenario } from "./fakeParts.js";

let parts: RunParts;
let asker: Asker;
let launched: number;

async function setUp(scenario: Scenario): Promise<void> {
  parts = await createRunParts(scenario);
  launched = 0;
  const launch: typeof parts.launch = (events) => {
    launched += 1;
    return parts.launch(events);
  };
  asker = new Asker({ ...parts, launch, idleMs: 50 });
}

afterEach(async () => {
  asker.dispose();
  await parts.close();
});

/** The numbers of a reading: the answering process first. */
function numbersOf(reading: LayerWeights | null): number[] {
  return [...(reading?.values ?? [])];
}

/** The trainer of the tests records nothing: its run would have no folder. */
async function recordRun(): Promise<void> {
  const directory = parts.storage.directory(parts.store.runId()!);
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, "run.json"), "{}");
}

/** What an answer rejects with. */
function faultOf(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(
    () => null,
    (error: unknown) => messageOf(error),
  );
}

describe("Asker", () => {
  it("asks the trainer at work", async () => {
    await setUp("endless");
    await parts.controller.start(defaultRunConfig());
    await parts.untilPhase("training");
    const reading = await asker.ask("weights", "b1/conv7x7");
    expect(reading?.shape).toEqual([1, 2]);
    expect(numbersOf(reading)[1]).toBe(-0.5);
    expect(await asker.ask("weights", "b1/pool")).toBeNull();
    expect(launched).toBe(0);
  });

  it("has one process read the checkpoints of a run that has ended, layer after layer", async () => {
    await setUp("complete");
    await parts.controller.start(defaultRunConfig());
    await parts.untilIdle();
    const [pid] = numbersOf(await asker.ask("weights", "b1/conv7x7"));
    expect(numbersOf(await asker.ask("weights", "b1/conv7x7"))[0]).toBe(pid);
    expect(launched).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(numbersOf(await asker.ask("weights", "b1/conv7x7"))[0]).not.toBe(pid);
    expect(launched).toBe(2);
  });

  it("ends no process that is being asked, whoever was asked before", async () => {
    await setUp("endless");
    await parts.controller.start(defaultRunConfig());
    await parts.untilPhase("training");
    for (let asked = 0; asked < 2; asked += 1) await asker.ask("weights", "b1/conv7x7");
    // To begin, the process takes longer than one waits that is asked nothing.
    const reading = await asker.ask("weights", "later", { of: { at: 2 } });
    expect(reading?.shape).toEqual([1, 2]);
    expect(launched).toBe(1);
  });

  it("begins no other process for a question that was taken back, nor where the window closes", async () => {
    await setUp("complete");
    await parts.controller.start(defaultRunConfig());
    await parts.untilIdle();
    await recordRun();
    const controller = new AbortController();
    const takenBack = asker.ask("weights", "later", { signal: controller.signal });
    controller.abort(new Error("Nobody looks at it."));
    const left = asker.ask("weights", "later");
    asker.dispose();
    const late = asker.ask("weights", "later");
    const ended = "The program that works this out was ended before it was done.";
    expect(await Promise.all([takenBack, left, late].map(faultOf))).toEqual([
      "Nobody looks at it.",
      ended,
      ended,
    ]);
    expect(launched).toBe(1);
  });

  it("asks the checkpoint that a run leaves which ends before it has answered", async () => {
    await setUp("saving");
    await parts.controller.start(defaultRunConfig());
    await parts.untilPhase("training");
    const answer = asker.ask("weights", "later");
    await parts.controller.stopAndWait();
    expect((await answer)?.shape).toEqual([1, 2]);
    expect(launched).toBe(1);
  });

  it("asks another process where one ends before it has answered, and says so where that ends too", async () => {
    await setUp("complete");
    await parts.controller.start(defaultRunConfig());
    await parts.untilIdle();
    await recordRun();
    for (const deaths of [1, 2]) {
      launched = 0;
      const mortal = new Asker({
        ...parts,
        launch: (events) => {
          launched += 1;
          const trainer = parts.launch(events);
          if (launched <= deaths) process.kill(trainer.pid!, "SIGKILL");
          return trainer;
        },
      });
      const answer = mortal.ask("weights", "later");
      if (deaths === 1) expect((await answer)?.shape).toEqual([1, 2]);
      else await expect(answer).rejects.toThrow("was ended before it was done");
      expect(launched).toBe(2);
      mortal.dispose();
    }
  });

  it("says so where the run's folder was moved or deleted", async () => {
    await setUp("complete");
    await parts.controller.start(defaultRunConfig());
    await parts.untilIdle();
    const launch: typeof parts.launch = (events) => {
      const trainer = parts.launch(events);
      process.kill(trainer.pid!, "SIGKILL");
      return trainer;
    };
    const failing = new Asker({ ...parts, launch });
    await rm(parts.storage.directory(parts.store.runId()!), { recursive: true, force: true });
    await expect(failing.ask("weights", "later")).rejects.toThrow("The run's folder is gone");
    failing.dispose();
  });

  it("keeps what a run said last of its test set, and nothing that is large", async () => {
    await setUp("complete");
    await parts.controller.start(defaultRunConfig());
    await parts.untilIdle();
    const runId = parts.store.runId()!;
    expect(asker.lastAnswer("testedExamples", runId)).toBeNull();
    const said = await asker.ask("testedExamples", null);
    expect(asker.lastAnswer("testedExamples", runId)).toBe(said);
    await asker.ask("weights", "b1/conv7x7");
    expect(asker.lastAnswer("weights", runId)).toBeNull();
    expect(asker.lastAnswer("testedExamples", runId)).toBe(said);
    expect(asker.lastAnswer("testedExamples", "another")).toBeNull();
  });

  it("asks another run than the one shown, and keeps what both said", async () => {
    await setUp("complete");
    await parts.controller.start(defaultRunConfig());
    await parts.untilIdle();
    const [own, other] = [parts.store.runId()!, "2026-01-31-142530-nin"];
    const said = await asker.ask("testedExamples", null);
    const told = await asker.ask("testedExamples", null, { of: { run: other } });
    expect([said?.classNames, told?.classNames]).toEqual(
      [own, other].map((id) => [parts.storage.directory(id)]),
    );
    expect(asker.lastAnswer("testedExamples", own)).toBe(said);
    expect(asker.lastAnswer("testedExamples", other)).toBe(told);
    expect(launched).toBe(1);
    const nowhere = asker.ask("testedExamples", null, { of: { run: "../nin" } });
    await expect(nowhere).rejects.toThrow("is not the id of a run");
  });

  it("asks another run beside the one at work by a process of its own", async () => {
    await setUp("endless");
    await parts.controller.start(defaultRunConfig());
    await parts.untilPhase("training");
    const own = await asker.ask("weights", "b1/conv7x7");
    const other = await asker.ask("weights", "b1/conv7x7", { of: { run: "sample" } });
    expect(numbersOf(other)[0]).not.toBe(numbersOf(own)[0]);
    expect(launched).toBe(1);
  });

  it("asks a moment of before by a process of its own, so that the run at work is left in peace", async () => {
    await setUp("endless");
    await parts.controller.start(defaultRunConfig());
    await parts.untilPhase("training");
    const own = await asker.ask("weights", "b1/conv7x7");
    const then = await asker.ask("weights", "b1/conv7x7", { of: { at: 2 } });
    expect(numbersOf(then)[0]).not.toBe(numbersOf(own)[0]);
    expect(launched).toBe(1);
    const runId = parts.store.runId()!;
    const said = await asker.ask("testedExamples", null, { of: { at: 2 } });
    // What is told of a moment is not what the run says, nor of another moment.
    expect(asker.lastAnswer("testedExamples", runId)).toBeNull();
    expect(asker.lastAnswer("testedExamples", runId, 3)).toBeNull();
    expect(asker.lastAnswer("testedExamples", runId, 2)).toBe(said);
  });

  it("tells what the run shown has kept, and nothing where it has nothing", async () => {
    await setUp("endless");
    expect([await asker.keptWeights(), await asker.testedOverEpochs()]).toEqual([[], []]);
    await parts.controller.start(defaultRunConfig());
    await parts.untilPhase("training");
    const directory = parts.storage.directory(parts.store.runId()!);
    expect([await asker.keptWeights(), await asker.testedOverEpochs()]).toEqual([[], []]);
    const tested = {
      ...{ step: 4, epoch: 1, labels: Uint16Array.of(0, 1), chosen: Uint16Array.of(1, 1) },
      losses: Float32Array.of(3, 0.5),
    };
    const file = { step: 4, bytes: encodeTested(tested) };
    await testedFolder.write(directory, file, (steps) => steps);
    await moments.write(directory, { step: 4, bytes: new Uint8Array() }, (steps) => steps);
    expect([await asker.keptWeights(), await asker.testedOverEpochs()]).toEqual([[4], [tested]]);
  });

  it("has nothing without a run, and starts nothing for one without a checkpoint", async () => {
    await setUp("exits");
    expect(await asker.ask("weights", "b1/conv7x7")).toBeNull();
    await parts.controller.start(defaultRunConfig());
    await parts.untilIdle();
    expect(await asker.ask("weights", "b1/conv7x7")).toBeNull();
    expect(launched).toBe(0);
  });
});
