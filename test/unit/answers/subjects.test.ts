import { describe, expect, it } from "vitest";
import { engineSubjects, peerSubjects } from "../../../model/answers/bench/subjects.js";
import type { EngineReport } from "../../../model/machine/engineReport.js";
import { nothing } from "../../../model/messages/message.js";
import { tinyNetwork } from "../../support/tinyNetwork.js";

const titles = (batchSize: number, has = () => true): readonly string[] =>
  peerSubjects({ python: "python3", folder: "", data: "", spec: tinyNetwork, batchSize }, has).map(
    ({ title }) => title,
  );

describe("what is measured", () => {
  it("is each peer that is installed, in the settings that can be best for the batch", () => {
    expect(titles(128)).toHaveLength(5);
    expect(titles(128).filter((title) => /one thread|side by side/.test(title))).toEqual([]);
    expect(titles(1)).toHaveLength(8);
    expect(titles(1, () => false)).toEqual([]);
  });

  it("leaves out engines on a device that only stands in for a GPU", () => {
    const report = { id: "webgpu", title: "WebGPU", version: "", device: "", reason: nothing };
    const subjects = (deviceKind: EngineReport["deviceKind"]) =>
      engineSubjects([{ ...report, action: nothing, available: true, deviceKind }], {
        ...{ script: "cli.cjs", data: "/data", network: "googlenet-bn", inputSize: [64, 32] },
      });
    expect(subjects("software")).toEqual([]);
    expect(subjects("gpu").map(({ args }) => args)).toEqual([
      ["cli.cjs", "bench-engine", "webgpu", "float32", "/data", "googlenet-bn", "64x32"],
    ]);
  });
});
