import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Session } from "../../../model/engine/engine.js";
import { openSession } from "../../../model/engine/tensorflow/session.js";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import { defaultRunConfig, type RunConfig } from "../../../model/run/config.js";
import { scheduledRate } from "../../../model/run/schedules.js";
import { runEventSchema, type RunEvent } from "../../../model/run/events.js";
import { readNewestCheckpoint, type Progress } from "../../../model/training/checkpoint.js";
import { RunControl } from "../../../model/training/control.js";
import { initializeParameters } from "../../../model/training/initialize.js";
import { noProgress, train } from "../../../model/training/train.js";
import { loadTensorFlow } from "../../support/tensorflow.js";
import { noiseDataset, tinyNetwork } from "../../support/tinyNetwork.js";

const dataset = noiseDataset(50, 20);
const program = buildProgram(buildGraph(tinyNetwork), dataset.train);
const config: RunConfig = {
  ...defaultRunConfig(),
  batchSize: 8,
  epochs: 3,
  statisticsEvery: 5,
  histogramsEvery: 10,
  checkpointEvery: 4,
};

let directory: string;
let session: Session;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "train-"));
  const tensorflow = await loadTensorFlow();
  const options = { program, dataset, precision: "float32", batchSize: 8 } as const;
  session = await openSession(tensorflow, options);
  session.writeParameters(initializeParameters(program.parameters, config.seed));
});
afterEach(async () => {
  session.close();
  await rm(directory, { recursive: true });
});

interface Trial {
  readonly changes?: Partial<RunConfig>;
  readonly progress?: Progress;
  readonly control?: RunControl;
  readonly on?: (event: RunEvent, control: RunControl) => void;
}

async function collect({
  changes = {},
  progress = noProgress,
  control = new RunControl(),
  on,
}: Trial = {}) {
  const events: RunEvent[] = [];
  const options = {
    config: { ...config, ...changes },
    program,
    dataset,
    session,
    evaluationBatch: 16,
    progress,
    runDirectory: directory,
    control,
  };
  for await (const event of train(options)) {
    events.push(event);
    on?.(event, control);
  }
  return events;
}

const kindsOf = (events: readonly RunEvent[]): readonly string[] => events.map(({ kind }) => kind);
const lossesOf = (events: readonly RunEvent[]): readonly number[] =>
  events.flatMap((event) => (event.kind === "step" ? [event.loss] : []));

describe("train", () => {
  it("takes every step, evaluates after every epoch, and sums up", async () => {
    const events = await collect();
    expect(lossesOf(events)).toHaveLength(3 * 7);
    expect(kindsOf(events).filter((kind) => kind === "evaluation")).toHaveLength(3);
    expect(events.at(-1)).toMatchObject({
      kind: "finished",
      reason: "completed",
      summary: { steps: 21, epochs: 3 },
    });
    expect(events.flatMap((e) => (e.kind === "statistics" ? [e.step] : []))).toEqual([
      1, 6, 11, 16, 21,
    ]);
    expect(events.flatMap((e) => (e.kind === "histograms" ? [e.step] : []))).toEqual([1, 11, 21]);
  });

  it("times the layers now and then, from the fifth step on", async () => {
    const times = new Map([
      ["stem/conv7x7/product", 2],
      ["stem/conv7x7", 1],
    ]);
    session.timeLayers = () => Promise.resolve(times);
    const events = await collect({ changes: { timingsEvery: 10 } });
    const timings = events.flatMap((event) => (event.kind === "timings" ? [event] : []));
    expect(timings.map(({ step }) => step)).toEqual([5, 15]);
    expect(timings[0]?.nodes["stem"]).toEqual({ forward: 3, backward: null });
  });

  it("does without timings that cannot be taken", async () => {
    session.timeLayers = () => Promise.reject(new Error("no memory"));
    const events = await collect({ changes: { timingsEvery: 1 } });
    expect(events.filter(({ kind }) => kind === "log")).toEqual([
      expect.objectContaining({
        level: "warning",
        message: "The layers could not be timed: no memory",
      }),
    ]);
    expect(lossesOf(events)).toHaveLength(21);
  });

  it("yields nothing that the schema refuses", async () => {
    for (const event of await collect()) {
      expect(runEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
    }
  });

  it("steps at the rate of its schedule, wherever the run is to end", async () => {
    const schedule = "warmup-cosine";
    const events = await collect({ changes: { schedule, maxSteps: 4 } });
    const rates = events.flatMap((event) => (event.kind === "step" ? [event.learningRate] : []));
    const expected = [1, 2, 3, 4].map((step) =>
      scheduledRate({ ...config, schedule }, { step, totalSteps: 21 }),
    );
    expect(rates).toEqual(expected);
    expect(new Set(rates).size).toBe(4);
  });

  it("averages the epoch's training numbers over its examples", async () => {
    const events = await collect({ changes: { epochs: 1 } });
    const steps = events.flatMap((event) => (event.kind === "step" ? [event] : []));
    const sizes = [8, 8, 8, 8, 8, 8, 2];
    const mean = steps.reduce((sum, { loss }, i) => sum + loss * (sizes[i] ?? 0), 0) / 50;
    const evaluation = events.find((event) => event.kind === "evaluation");
    expect(evaluation?.trainLoss).toBeCloseTo(mean, 10);
  });

  it("goes on after a stop with the numbers it would have had", async () => {
    const whole = lossesOf(await collect());
    await rm(path.join(directory, "checkpoints"), { recursive: true });
    session.writeParameters(initializeParameters(program.parameters, config.seed));
    const first = await collect({
      on: (event, control) => {
        if (event.kind === "step" && event.step === 10) control.stop();
      },
    });
    expect(first.at(-1)).toMatchObject({ kind: "finished", reason: "stopped" });
    const checkpoint = await readNewestCheckpoint(directory, program.parameters);
    session.writeParameters(checkpoint?.parameters ?? new Map());
    const rest = await collect({ progress: checkpoint?.progress ?? noProgress });
    expect([...lossesOf(first), ...lossesOf(rest)]).toEqual(whole);
  });

  it("evaluates an epoch whose last step came just before the stop", async () => {
    const first = await collect({
      on: (event, control) => {
        if (event.kind === "step" && event.step === 7) control.stop();
      },
    });
    expect(kindsOf(first)).not.toContain("evaluation");
    const checkpoint = await readNewestCheckpoint(directory, program.parameters);
    const rest = await collect({ progress: checkpoint?.progress ?? noProgress });
    expect(rest[0]).toMatchObject({ kind: "evaluation", epoch: 1, step: 7 });
  });

  describe("in an evaluation", () => {
    /** Calls `onBatch` with the number of each batch of an evaluation, from 1, when it has been computed. */
    function watchEvaluation(onBatch: (batch: number) => void): void {
      const evaluate = session.evaluate.bind(session);
      let batches = 0;
      session.evaluate = async (indices) => {
        const result = await evaluate(indices);
        onBatch(++batches);
        return result;
      };
    }

    const withoutClock = (events: readonly RunEvent[]): readonly object[] =>
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
      let before: Progress | undefined;
      const reading: Promise<void>[] = [];
      watchEvaluation((batch) => {
        if (batch !== 1) return;
        const read = readNewestCheckpoint(directory, program.parameters);
        reading.push(
          read.then((checkpoint) => {
            before = checkpoint?.progress;
          }),
        );
      });
      await collect({ changes: { epochs: 1, checkpointEvery: 0 } });
      await Promise.all(reading);
      expect(before).toMatchObject({ step: 7, epoch: 1, batch: 7 });
    });

    it("stops between two batches, and is evaluated first when it goes on", async () => {
      const whole = await collect();
      await rm(path.join(directory, "checkpoints"), { recursive: true });
      session.writeParameters(initializeParameters(program.parameters, config.seed));
      const control = new RunControl();
      let evaluated = 0;
      watchEvaluation((batch) => {
        evaluated = batch;
        if (batch === 1) control.stop();
      });
      const first = await collect({ control });
      expect(evaluated).toBe(1);
      expect(kindsOf(first)).not.toContain("evaluation");
      expect(first.at(-1)).toMatchObject({ reason: "stopped", summary: { steps: 7, epochs: 0 } });
      const checkpoint = await readNewestCheckpoint(directory, program.parameters);
      expect(checkpoint?.progress).toMatchObject({ step: 7, batch: 7 });
      session.writeParameters(checkpoint?.parameters ?? new Map());
      const rest = await collect({ progress: checkpoint?.progress ?? noProgress });
      expect(withoutClock([...first, ...rest])).toEqual(withoutClock(whole));
    });

    it("waits between two batches while it is paused", async () => {
      const control = new RunControl();
      const batches: number[] = [];
      watchEvaluation((batch) => {
        batches.push(batch);
        if (batch === 1) control.pause();
      });
      let duringPause: number | undefined;
      const events = await collect({
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

  it("waits while it is paused, with a checkpoint on disk", async () => {
    const events = await collect({
      changes: { epochs: 1 },
      on: (event, control) => {
        if (event.kind === "step" && event.step === 2) control.pause();
        if (event.kind === "paused") setTimeout(() => control.resume(), 50);
      },
    });
    const kinds = kindsOf(events);
    const paused = kinds.indexOf("paused");
    expect(kinds.slice(paused - 1, paused + 3)).toEqual([
      "checkpoint",
      "paused",
      "resumed",
      "step",
    ]);
    expect((events[paused + 1]?.time ?? 0) - (events[paused]?.time ?? 0)).toBeGreaterThanOrEqual(
      45,
    );
  });

  it("answers what is asked of it between two steps, and at once while it is paused", async () => {
    const answers: Promise<number | null>[] = [];
    await collect({
      changes: { epochs: 1 },
      on: (event, control) => {
        const ask = (): number => answers.push(control.questions.ask(({ step }) => step));
        if (event.kind === "step" && event.step === 2) ask();
        if (event.kind === "step" && event.step === 4) control.pause();
        if (event.kind === "paused") {
          setTimeout(() => {
            ask();
            void answers.at(-1)?.then(() => control.resume());
          }, 10);
        }
        if (event.kind === "finished") control.questions.end();
      },
    });
    expect(await Promise.all(answers)).toEqual([2, 4]);
  });

  it("can be stopped while it is paused", async () => {
    const events = await collect({
      on: (event, control) => {
        if (event.kind === "step") control.pause();
        if (event.kind === "paused") setTimeout(() => control.stop(), 10);
      },
    });
    expect(kindsOf(events).slice(-2)).toEqual(["paused", "finished"]);
    expect(kindsOf(events)).toContain("checkpoint");
    expect(lossesOf(events)).toHaveLength(1);
  });

  it("ends at the asked step with a checkpoint", async () => {
    const events = await collect({ changes: { maxSteps: 9 } });
    expect(lossesOf(events)).toHaveLength(9);
    expect(events.at(-1)).toMatchObject({ reason: "maxSteps", summary: { steps: 9, epochs: 1 } });
    expect(events.at(-2)).toMatchObject({ kind: "checkpoint", step: 9 });
  });

  it("fails with a reason where the loss is lost", async () => {
    const events: RunEvent[] = [];
    const step = session.step.bind(session);
    session.step = async (...args) => {
      const result = await step(...args);
      return result.statistics === null ? { ...result, loss: NaN } : result;
    };
    const run = collect({ on: (event) => events.push(event) });
    await expect(run).rejects.toThrow(/no longer a number at step 2.*lower learning rate/s);
    // Nothing of the lost step is recorded or saved.
    expect(lossesOf(events)).toHaveLength(1);
    expect(kindsOf(events)).not.toContain("checkpoint");
  });
});
