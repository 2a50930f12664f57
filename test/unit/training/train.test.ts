import { describe, expect, it } from "vitest";
import { scheduledRate } from "../../../model/run/schedules.js";
import { runEventSchema, type RunEvent } from "../../../model/run/events.js";
import { config, kindsOf, lossesOf, Trial } from "../../support/trainingTrial.js";

const trial = new Trial();

describe("train", () => {
  it("takes every step, evaluates after every epoch, and sums up", async () => {
    const events = await trial.collect();
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
    trial.session.timeLayers = () => Promise.resolve(times);
    const events = await trial.collect({ changes: { timingsEvery: 10 } });
    const timings = events.flatMap((event) => (event.kind === "timings" ? [event] : []));
    expect(timings.map(({ step }) => step)).toEqual([5, 15]);
    expect(timings[0]?.nodes["stem"]).toEqual({ forward: 3, backward: null });
  });

  it("does without timings that cannot be taken", async () => {
    trial.session.timeLayers = () => Promise.reject(new Error("no memory"));
    const events = await trial.collect({ changes: { timingsEvery: 1 } });
    expect(events.filter(({ kind }) => kind === "log")).toEqual([
      expect.objectContaining({
        level: "warning",
        message: "The layers could not be timed: no memory",
      }),
    ]);
    expect(lossesOf(events)).toHaveLength(21);
  });

  it("yields nothing that the schema refuses", async () => {
    for (const event of await trial.collect()) {
      expect(runEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
    }
  });

  it("steps at the rate of its schedule, wherever the run is to end", async () => {
    const schedule = "warmup-cosine";
    const events = await trial.collect({ changes: { schedule, maxSteps: 4 } });
    const rates = events.flatMap((event) => (event.kind === "step" ? [event.learningRate] : []));
    const expected = [1, 2, 3, 4].map((step) =>
      scheduledRate({ ...config, schedule }, { step, totalSteps: 21 }),
    );
    expect(rates).toEqual(expected);
    expect(new Set(rates).size).toBe(4);
  });

  it("averages the epoch's training numbers over its examples", async () => {
    const events = await trial.collect({ changes: { epochs: 1 } });
    const steps = events.flatMap((event) => (event.kind === "step" ? [event] : []));
    const sizes = [8, 8, 8, 8, 8, 8, 2];
    const mean = steps.reduce((sum, { loss }, i) => sum + loss * (sizes[i] ?? 0), 0) / 50;
    const evaluation = events.find((event) => event.kind === "evaluation");
    expect(evaluation?.trainLoss).toBeCloseTo(mean, 10);
  });

  it("waits while it is paused, with a checkpoint on disk", async () => {
    const events = await trial.collect({
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
    await trial.collect({
      changes: { epochs: 1 },
      on: (event, control) => {
        const ask = (): number => answers.push(control.betweenSteps.ask(({ step }) => step));
        if (event.kind === "step" && event.step === 2) ask();
        if (event.kind === "step" && event.step === 4) control.pause();
        if (event.kind === "paused") {
          setTimeout(() => {
            ask();
            void answers.at(-1)?.then(() => control.resume());
          }, 10);
        }
        if (event.kind === "finished") control.betweenSteps.end();
      },
    });
    expect(await Promise.all(answers)).toEqual([2, 4]);
  });

  it("can be stopped while it is paused", async () => {
    const events = await trial.collect({
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
    const events = await trial.collect({ changes: { maxSteps: 9 } });
    expect(lossesOf(events)).toHaveLength(9);
    expect(events.at(-1)).toMatchObject({ reason: "maxSteps", summary: { steps: 9, epochs: 1 } });
    expect(events.at(-2)).toMatchObject({ kind: "checkpoint", step: 9 });
  });

  it("fails with a reason where the loss is lost", async () => {
    const events: RunEvent[] = [];
    const step = trial.session.step.bind(trial.session);
    trial.session.step = async (...args) => {
      const result = await step(...args);
      return result.statistics === null ? { ...result, loss: NaN } : result;
    };
    const run = trial.collect({ on: (event) => events.push(event) });
    await expect(run).rejects.toThrow(/no longer a number at step 2.*lower learning rate/s);
    // Nothing of the lost step is recorded or saved.
    expect(lossesOf(events)).toHaveLength(1);
    expect(kindsOf(events)).not.toContain("checkpoint");
  });
});
