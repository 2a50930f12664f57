import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { condensedEvents } from "../../../model/answers/sample/condensedEvents.js";
import { condenseRun } from "../../../model/answers/sample/condenseRun.js";
import { copySample } from "../../../model/answers/sample/copySample.js";
import { encodeContents } from "../../../model/folder/checkpointFile.js";
import { noProgress } from "../../../model/folder/progress.js";
import { readRunRecord } from "../../../model/folder/runRecord.js";
import { newestReadable } from "../../../model/folder/readCheckpoint.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import type { RunEvent } from "../../../model/run/events.js";
import { checkpoint, evaluation, finished, started, step } from "../extension/events.js";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "sample-"));
});
afterEach(() => rm(root, { recursive: true }));

const statistics = (number: number): RunEvent => ({
  ...{ kind: "statistics", time: 0, step: number, nodes: {} },
});
const numbers = Array.from({ length: 200 }, (_, index) => index + 1);
const events: readonly RunEvent[] = [
  started(),
  ...numbers.flatMap((number) => [
    step(number),
    ...(number % 10 === 1 ? [statistics(number)] : []),
  ]),
  checkpoint(100),
  evaluation(1),
  checkpoint(200),
  finished(),
];

const values = Float32Array.from({ length: 300 }, (_, index) => Math.sin(index));
const tensors = new Map([
  ["layer/weight", { shape: [30, 10], values }],
  ["layer/bias", { shape: [10], values: values.slice(0, 10) }],
]);
const progress = { ...noProgress, step: 200 };

/** A run's folder with a checkpoint of two tensors. */
async function writeRun(told: readonly RunEvent[] = events): Promise<string> {
  const directory = path.join(root, "run");
  await mkdir(path.join(directory, "checkpoints"), { recursive: true });
  const dataset = { classNames: ["a", "b"] };
  const config = { ...defaultRunConfig(), engine: "tensorflow" };
  const record = { runId: "trained", config, dataset };
  await writeFile(path.join(directory, "run.json"), JSON.stringify(record));
  const lines = told.map((event) => `${JSON.stringify(event)}\n`).join("");
  await writeFile(path.join(directory, "events.ndjson"), lines);
  const file = path.join(directory, "checkpoints", "step-00000200.safetensors");
  await writeFile(file, encodeContents({ progress, lossScale: null, tensors }));
  return directory;
}

async function sizeOf(directory: string): Promise<number> {
  return (await stat(path.join(directory, "checkpoints", "step-00000200.safetensors"))).size;
}

describe("the events of a condensed run", () => {
  it("are some of what is measured, and all that happened, with the last of each kind", () => {
    const kept = condensedEvents(events);
    const stepsOf = (kind: string): readonly number[] =>
      kept.flatMap((event) => (event.kind === kind && "step" in event ? [event.step] : []));
    expect(stepsOf("step")).toHaveLength(41);
    expect(stepsOf("step").slice(0, 2)).toEqual([1, 6]);
    expect(stepsOf("step").at(-1)).toBe(200);
    expect(stepsOf("statistics")).toEqual([1, 51, 101, 151, 191]);
    expect(stepsOf("checkpoint")).toEqual([200]);
    expect(kept.filter(({ kind }) => kind === "evaluation")).toHaveLength(1);
    expect([kept[0]?.kind, kept.at(-1)?.kind]).toEqual(["started", "finished"]);
  });
});

describe("a condensed run", () => {
  it("has its weights to half a step, says what that takes, and is copied as an ordinary one", async () => {
    const run = await writeRun();
    const sample = path.join(root, "media", "sample");
    const asked: string[] = [];
    const accuracyOf = (directory: string): Promise<number> => {
      asked.push(directory);
      return Promise.resolve(directory === run ? 0.9 : 0.8975);
    };
    expect(await condenseRun(run, sample, accuracyOf)).toEqual({ before: 0.9, after: 0.8975 });
    expect(asked).toEqual([run, sample]);
    const told = await readFile(path.join(sample, "events.ndjson"), "utf8");
    const [first = ""] = told.split("\n");
    expect(JSON.parse(first)).toMatchObject({ kind: "started", config: { engine: "auto" } });
    expect(readRunRecord(sample).config.engine).toBe("auto");
    expect(told).toContain(`${JSON.stringify(step(6))}\n`);
    expect(told).toContain("test accuracy 0.8975 with these, 0.9000 before.");
    expect(await sizeOf(sample)).toBeLessThan((await sizeOf(run)) - 700);

    const output = path.join(root, "copy", "of it");
    expect(await copySample(root, output)).toEqual({
      ...{ run: "trained", checkpoint: "step-00000200.safetensors" },
    });
    const read = await newestReadable(output, (contents) => contents);
    expect(read?.progress).toEqual(progress);
    expect(read?.tensors.get("layer/bias")).toEqual(tensors.get("layer/bias"));
    const found = read?.tensors.get("layer/weight")?.values ?? [];
    expect(found).toHaveLength(300);
    found.forEach((value, index) => {
      expect(Math.abs(value - values[index]!)).toBeLessThan(0.502 / 127);
    });
    await expect(copySample(root, output)).rejects.toThrow(
      /^The folder holds a run already\. .* has checkpoints\. Choose another folder\.$/u,
    );

    // Where it cannot be written whole, nothing of it stays, and the next try has a free folder.
    const blocked = path.join(root, "blocked");
    await mkdir(path.join(blocked, "run.json"), { recursive: true });
    await expect(copySample(root, blocked)).rejects.toThrow("cannot be written.");
    expect(await readdir(path.join(blocked, "checkpoints"))).toEqual([]);
    expect(await readdir(blocked)).not.toContain("events.ndjson");
  });

  it("is made of none that has not ended", async () => {
    const run = await writeRun(events.slice(0, -1));
    const making = condenseRun(run, path.join(root, "sample"), () => Promise.resolve(1));
    await expect(making).rejects.toThrow("The run has not ended.");
  });
});
