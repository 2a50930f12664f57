import { describe, expect, it } from "vitest";
import { fashionMnist } from "../../../model/data/fashionMnist.js";
import { datasets, findDataset } from "../../../model/data/index.js";
import { defaultRunConfig } from "../../../model/run/config.js";

describe("Fashion-MNIST", () => {
  it("is the first data set", () => {
    expect(datasets[0]?.id).toBe("fashion-mnist");
    expect(findDataset("fashion-mnist")).toBe(datasets[0]);
    expect(findDataset("none")).toBeUndefined();
    expect(fashionMnist.classNames).toHaveLength(10);
  });

  it("loads whole with little work, from wherever this computer has it", async () => {
    const { signal } = new AbortController();
    const load = () =>
      findDataset("fashion-mnist")?.load({
        directory: "",
        form: defaultRunConfig(),
        signal,
        report: () => undefined,
      });
    await load(); // may fetch it
    // Time of the processor, which others on a busy machine do not lengthen.
    const before = process.cpuUsage();
    const dataset = await load();
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(1500);
    expect(dataset?.train).toMatchObject({ count: 60_000, height: 28, width: 28, channels: 1 });
    expect(dataset?.test.count).toBe(10_000);
    for (let label = 0; label < 10; label += 1) {
      expect(dataset?.train.labels.filter((value) => value === label)).toHaveLength(6000);
      expect(dataset?.test.labels.filter((value) => value === label)).toHaveLength(1000);
    }
    // The first training image is an ankle boot.
    expect([...(dataset?.train.labels.slice(0, 5) ?? [])]).toEqual([9, 0, 0, 3, 0]);
  });
});
