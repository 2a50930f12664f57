import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { comparableRuns } from "../../../extension/runs/comparableRuns.js";
import type { RunLine } from "../../../extension/runs/runLine.js";
import { defaultRunConfig } from "../../../model/run/config.js";

let root: string;

async function write(
  id: string,
  runId: string,
  classNames: readonly string[],
  hasWeights: boolean,
) {
  const folder = path.join(root, id);
  await mkdir(path.join(folder, "checkpoints"), { recursive: true });
  const counts = { trainExamples: 1, testExamples: 1 };
  const dataset = { title: "pets", source: "", classNames, checksums: {}, ...counts };
  const record = { runId, config: defaultRunConfig(), parameters: 1, dataset };
  await writeFile(path.join(folder, "run.json"), JSON.stringify(record));
  if (!hasWeights) return;
  for (const step of [2, 4]) {
    await writeFile(path.join(folder, `checkpoints/step-0000000${step}.safetensors`), "");
  }
}

function lineOf(id: string): RunLine {
  const line = { id, startedAt: 5, network: "nin", testAccuracy: 0.8 };
  return line as unknown as RunLine;
}

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "comparable-"));
  const pets = ["cats", "dogs"];
  await write("own", "own", pets, true);
  await write("copied", "own", pets, true);
  await write("other", "other", pets, true);
  await write("sample", "of-long-ago", pets, true);
  await write("weightless", "weightless", pets, false);
  await write("fruits", "fruits", ["apples", "pears"], true);
  await mkdir(path.join(root, "broken"));
  await write("alike", "alike", ["cats\ndogs"], true);
  await write("unlisted", "unlisted", pets, false);
  await rm(path.join(root, "unlisted", "checkpoints"), { recursive: true });
  await writeFile(path.join(root, "unlisted", "checkpoints"), "");
});
afterAll(() => rm(root, { recursive: true }));

it("compares with runs that have weights and the same classes, a copy of it too, and not with itself", async () => {
  const ids = [
    "own",
    "copied",
    "other",
    "weightless",
    "fruits",
    "broken",
    "alike",
    "unlisted",
    "sample",
  ];
  const storage = {
    list: () => Promise.resolve(ids.map(lineOf)),
    directory: (id: string) => path.join(root, id),
  };
  const shown = { run: "own", classNames: ["cats", "dogs"] };
  const facts = { startedAt: 5, network: "NiN", testAccuracy: 0.8, moments: [2] };
  expect(await comparableRuns(storage, shown)).toEqual([
    { id: "copied", ...facts, isSample: false },
    { id: "other", ...facts, isSample: false },
    { id: "sample", ...facts, isSample: true },
  ]);
});
