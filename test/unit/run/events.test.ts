import { describe, expect, it } from "vitest";
import { defaultRunConfig } from "../../../model/run/config.js";
import { hasKnownKind } from "../../../model/run/eventKinds.js";
import { runEventSchema } from "../../../model/run/events.js";
import { histogramBinCount } from "../../../model/run/histogramBins.js";

const time = 0;

describe("the schema of events", () => {
  it.each([1e308, -1e308, 1e101])("holds no loss of %d, of which no mean can be drawn", (loss) => {
    const rest = { epoch: 1, accuracy: 0, learningRate: 0.1, examplesPerSecond: 1 };
    const event = { kind: "step", time, step: 1, loss, ...rest, secondsLeft: null };
    expect(runEventSchema.safeParse(event).success).toBe(false);
    expect(runEventSchema.safeParse({ ...event, loss: 3.4e38 }).success).toBe(true);
  });

  it.each([1e300, -1e300])("holds no time of %d, which no calendar has", (never) => {
    const paused = { kind: "paused", time: Date.UTC(2026, 0, 30), step: 1 };
    expect(runEventSchema.safeParse(paused).success).toBe(true);
    expect(runEventSchema.safeParse({ ...paused, time: never }).success).toBe(false);
  });

  it("reads the statistics of versions that measured less", () => {
    const nodes = { b1: { activation: 0.5, dead: 0, gradient: 1 } };
    expect(runEventSchema.parse({ kind: "statistics", time, step: 1, nodes })).toMatchObject({
      nodes: { b1: { activation: 0.5, energy: null, weight: null, update: null } },
    });
  });

  it("reads the configuration of other versions", () => {
    const {
      histogramsEvery,
      optimizer,
      momentum,
      weightDecay,
      labelSmoothing,
      clipNorm,
      ...older
    } = defaultRunConfig();
    const later = { histogramsEvery, optimizer, momentum, weightDecay, labelSmoothing, clipNorm };
    const started = {
      kind: "started",
      time,
      runId: "r",
      config: { ...older, mood: "good" },
      engine: { id: "e", title: "E", version: "1", device: "d", reason: "" },
      dataset: {
        id: "s",
        title: "S",
        source: "",
        trainExamples: 1,
        testExamples: 1,
        classNames: [],
      },
      parameters: 1,
      stepsPerEpoch: 1,
      totalSteps: 1,
      resumedFrom: 0,
    };
    expect(runEventSchema.parse(started)).toMatchObject({ config: later });
    expect(runEventSchema.parse(started)).not.toHaveProperty("config.mood");
    expect(runEventSchema.parse(started)).not.toHaveProperty("machine");
  });

  it.each([undefined, "prayer"])("knows no remedy where a failure names %s", (remedy) => {
    const texts = { message: "m", reason: "r", action: "a", checkpoint: null };
    const failed = { kind: "failed", time, step: 1, ...texts, remedy };
    expect(runEventSchema.parse(failed)).toMatchObject({ remedy: null });
  });

  it("refuses histograms over other bins", () => {
    const histograms = (bins: number) => {
      const shares = new Array<number>(bins).fill(1 / bins);
      const nodes = { b1: { activation: shares, weight: null, gradient: null } };
      return runEventSchema.safeParse({ kind: "histograms", time, step: 1, nodes });
    };
    expect(histograms(histogramBinCount).success).toBe(true);
    expect(histograms(histogramBinCount + 1).success).toBe(false);
  });
});

describe("hasKnownKind", () => {
  it("tells the events of this version from those of a newer one", () => {
    expect(hasKnownKind({ kind: "histograms" })).toBe(true);
    for (const other of [{ kind: "premonition" }, {}, null, "step", { kind: "constructor" }]) {
      expect(hasKnownKind(other)).toBe(false);
    }
  });
});
