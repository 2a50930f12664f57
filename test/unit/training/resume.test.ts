import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../../model/run/events.js";
import { RunControl } from "../../../model/training/control.js";
import type { TrainingState } from "../../../model/program/state.js";
import type { Progress } from "../../../model/folder/progress.js";
import { kindsOf, lossesOf, Trial } from "../../support/trainingTrial.js";

const trial = new Trial();

describe("a run that was stopped", () => {
  it("goes on with the numbers it would have had", async () => {
    const whole = lossesOf(await trial.collect());
    await trial.startAgain();
    const first = await trial.collect({
      on: (event, control) => {
        if (event.kind === "step" && event.step === 10) control.stop();
      },
    });
    expect(first.at(-1)).toMatchObject({ kind: "finished", reason: "stopped" });
    const { state, progress } = await trial.checkpoint();
    trial.session.writeState(state);
    const rest = await trial.collect({ progress });
    expect([...lossesOf(first), ...lossesOf(rest)]).toEqual(whole);
  });

  it("goes on with the loss scale it had", async () => {
    const short = { changes: { learningRate: 1e-4, epochs: 1, checkpointEvery: 2 } };
    // So large that the gradients overflow until the scale has been halved a few times.
    const large = new Map(
      [...trial.initial].map(([id, values]) => [id, values.map((x) => 12 * x)]),
    );
    const begin = async (state: TrainingState): Promise<void> => {
      await trial.open("mixed_float16");
      trial.session.writeState(state);
    };
    const scale = async () => (await trial.session.readState()).lossScale;
    await begin({ tensors: large, lossScale: null });
    const initialScale = (await scale())?.value;
    const whole = lossesOf(await trial.collect(short));
    expect((await scale())?.value).toBeLessThan(initialScale ?? 0);

    await trial.startAgain();
    await begin({ tensors: large, lossScale: null });
    const first = await trial.collect({
      ...short,
      on: (event, control) => {
        if (event.kind === "step" && event.step === 4) control.stop();
      },
    });
    const { state, progress } = await trial.checkpoint();
    expect(state.lossScale).toEqual(await scale());
    await begin(state);
    const rest = await trial.collect({ ...short, progress });
    expect([...lossesOf(first), ...lossesOf(rest)]).toEqual(whole);
  });

  it("is evaluated where the last step of an epoch came just before", async () => {
    const first = await trial.collect({
      on: (event, control) => {
        if (event.kind === "step" && event.step === 7) control.stop();
      },
    });
    expect(kindsOf(first)).not.toContain("evaluation");
    const { progress } = await trial.checkpoint();
    const rest = await trial.collect({ progress });
    expect(rest[0]).toMatchObject({ kind: "evaluation", epoch: 1, step: 7 });
  });
});

describe("a run in an evaluation", () => {
  /** Calls `onBatch` with the number of each batch, from 1, when it has been computed. */
  function watch(onBatch: (batch: number) => void): void {
    const { session } = trial;
    const evaluate = session.evaluate.bind(session);
    let batches = 0;
    session.evaluate = async (indices) => {
      const result = await evaluate(indices);
      onBatch(++batches);
      return result;
    };
  }

  const numbersOf = (events: readonly RunEvent[]): readonly object[] =>
    events.flatMap((event): readonly object[] => {
      switch (event.kind) {
        case "step":
          return [{ step: event.step, loss: event.loss }];
        case "evaluation":
          return [{ evaluated: event.step, loss: event.loss, trainLoss: event.trainLoss }];
        default:
          return [];
      }
    });

  it("has a checkpoint of the epoch's last step", async () => {
    let saved: Promise<Progress> | undefined;
    watch((batch) => {
      if (batch === 1) saved = trial.checkpoint().then(({ progress }) => progress);
    });
    await trial.collect({ changes: { epochs: 1, checkpointEvery: 0 } });
    expect(await saved).toMatchObject({ step: 7, epoch: 1, batch: 7 });
  });

  it("stops between two batches, and is evaluated first when it goes on", async () => {
    const whole = await trial.collect();
    await trial.startAgain();
    const control = new RunControl();
    let evaluated = 0;
    watch((batch) => {
      evaluated = batch;
      if (batch === 1) control.stop();
    });
    const first = await trial.collect({ control });
    expect(evaluated).toBe(1);
    expect(kindsOf(first)).not.toContain("evaluation");
    expect(first.at(-1)).toMatchObject({ reason: "stopped", summary: { steps: 7, epochs: 0 } });
    const { state, progress } = await trial.checkpoint();
    expect(progress).toMatchObject({ step: 7, batch: 7 });
    trial.session.writeState(state);
    const rest = await trial.collect({ progress });
    expect(numbersOf([...first, ...rest])).toEqual(numbersOf(whole));
  });

  it("waits between two batches while it is paused", async () => {
    const control = new RunControl();
    const batches: number[] = [];
    watch((batch) => {
      batches.push(batch);
      if (batch === 1) control.pause();
    });
    let duringPause: number | undefined;
    const events = await trial.collect({
      control,
      changes: { epochs: 1 },
      on: (event) => {
        if (event.kind !== "paused") return;
        setTimeout(() => {
          duringPause = batches.length;
          control.resume();
        }, 30);
      },
    });
    expect(duringPause).toBe(1);
    expect(batches).toEqual([1, 2]);
    const kinds = kindsOf(events);
    expect(kinds.slice(kinds.indexOf("paused"))).toEqual([
      "paused",
      "resumed",
      "evaluation",
      "checkpoint",
      "finished",
    ]);
  });
});
