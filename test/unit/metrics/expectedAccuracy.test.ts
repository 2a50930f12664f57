import { describe, expect, it } from "vitest";
import { expectedAccuracy } from "../../../model/metrics/expectedAccuracy.js";
import { chapterRuns } from "../../../model/metrics/chapterRuns.js";
import { defaultRunConfig } from "../../../model/run/config.js";

const chapter = defaultRunConfig();
const quick = defaultRunConfig("quick");

describe("the expected accuracy", () => {
  it("is what the recorded runs of the chapter's recipe had after as many epochs", () => {
    const ends = chapterRuns.map(({ epochs }) => epochs[9]!.testAccuracy);
    expect(expectedAccuracy(chapter)).toEqual({
      span: [Math.min(...ends), Math.max(...ends)],
      runs: chapterRuns.length,
    });
    const firsts = chapterRuns.map(({ epochs }) => epochs[0]!.testAccuracy);
    expect(expectedAccuracy({ ...chapter, epochs: 1 })?.span).toEqual([
      ...[Math.min(...firsts), Math.max(...firsts)],
    ]);
  });

  it("is that of a recipe whatever seed, engine and measurements it has", () => {
    const ends = expectedAccuracy(quick);
    expect(ends?.runs).toBeGreaterThan(0);
    const changes = { seed: 7, engine: "wasm", precision: "float32", statisticsEvery: 3 } as const;
    expect(expectedAccuracy({ ...quick, ...changes })).toEqual(ends);
  });

  it("is none of a run of which none was recorded", () => {
    expect(expectedAccuracy({ ...chapter, epochs: 11 })).toBeNull();
    expect(expectedAccuracy({ ...chapter, maxSteps: 100 })).toBeNull();
    expect(expectedAccuracy({ ...chapter, network: "nin" })).toBeNull();
    expect(expectedAccuracy({ ...chapter, augment: ["flip"] })).toBeNull();
    const firstSizes = [{ size: [32, 32] as [number, number], share: 0.5 }];
    expect(expectedAccuracy({ ...chapter, firstSizes })).toBeNull();
    expect(expectedAccuracy({ ...quick, epochs: 2 })).toBeNull();
    expect(expectedAccuracy({ ...quick, dataset: "folder" })).toBeNull();
  });
});
