import { mkdtemp, rm, truncate } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Session } from "../../../model/engine/engine.js";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import { writeCheckpoint } from "../../../model/folder/checkpoint.js";
import { initialState } from "../../../model/training/initialize.js";
import type { LayerWeights } from "../../../model/run/layerWeights.js";
import { viewOfCheckpoint, viewOfRun } from "../../../model/asking/views.js";
import { weights } from "../../../model/asking/weights.js";
import { noProgress } from "../../../model/folder/progress.js";
import { normalizedNetwork } from "../../support/normalizedNetwork.js";
import { tinyNetwork } from "../../support/tinyNetwork.js";

const { parameters } = buildProgram(buildGraph(tinyNetwork), { height: 6, width: 5 });
const values = initialState(parameters, 1).tensors;
const node = "body/a/path2/conv3x3";
const expected = { shape: [3, 3, 2, 3], values: values.get(`${node}/weight`) };

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "weights-"));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});
const write = (step: number): Promise<string> =>
  writeCheckpoint(directory, parameters, {
    progress: { ...noProgress, step },
    state: { tensors: values, lossScale: null },
  });

async function weightsInCheckpoint(run: string, id: string): Promise<LayerWeights | null> {
  const view = await viewOfCheckpoint(run);
  return view === null ? null : weights.answer(view, id);
}

describe("the weights of a layer", () => {
  it("are those of the session while a run goes on", async () => {
    const session = {
      readTensors: (ids: readonly string[]) =>
        Promise.resolve(new Map(ids.map((id) => [id, values.get(id) ?? new Float32Array()]))),
    } as unknown as Session;
    const view = viewOfRun({ session, state: parameters, step: 12 });
    expect(await weights.answer(view, node)).toEqual({ step: 12, ...expected });
    expect(await weights.answer(view, "body/a/path4/pool")).toBeNull();
  });

  it("come with what normalizes their sums, from the session and from a checkpoint", async () => {
    const program = buildProgram(buildGraph(normalizedNetwork), { height: 6, width: 5 });
    const tensors = initialState(program.state, 1).tensors;
    const normalized = program.state.find(({ id }) => id.endsWith("/variance"))!;
    tensors.get(normalized.id)!.fill(2.5);
    const many = (value: number): number[] =>
      normalized.shape.flatMap((n) => new Array<number>(n).fill(value));
    const normalization = { mean: many(0), variance: many(2.5), scale: many(1), shift: many(0) };
    const session = {
      readTensors: (ids: readonly string[]) =>
        Promise.resolve(new Map(ids.map((id) => [id, tensors.get(id)!]))),
    } as unknown as Session;
    const view = viewOfRun({ session, state: program.state, step: 12 });
    expect(await weights.answer(view, normalized.node)).toMatchObject({ normalization });
    await writeCheckpoint(directory, program.state, {
      progress: { ...noProgress, step: 3 },
      state: { tensors, lossScale: null },
    });
    const read = await weightsInCheckpoint(directory, normalized.node);
    expect(read).toMatchObject({ step: 3, normalization });
  });

  it("are those of the newest checkpoint else", async () => {
    await write(3);
    await write(8);
    expect(await weightsInCheckpoint(directory, node)).toEqual({ step: 8, ...expected });
  });

  it("are null before the first checkpoint, and where a node has none", async () => {
    expect(await weightsInCheckpoint(directory, node)).toBeNull();
    await write(3);
    expect(await weightsInCheckpoint(directory, "body/a/path4/pool")).toBeNull();
    expect(await weightsInCheckpoint(directory, "../../etc/passwd")).toBeNull();
  });

  it("are taken from the one before where the newest is damaged", async () => {
    await write(3);
    const file = path.join(directory, "checkpoints", await write(8));
    await truncate(file, 1000);
    expect((await weightsInCheckpoint(directory, node))?.step).toBe(3);
  });
});
