import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readMoment } from "../../../model/folder/moments.js";
import { readTested } from "../../../model/folder/testedFile.js";
import { rounded, restored } from "../../../model/folder/storedTensor.js";
import { averaged } from "../../../model/program/averages.js";
import { usedTensors } from "../../../model/program/usedTensors.js";
import type { RunEvent } from "../../../model/run/events.js";
import { lossStep } from "../../../model/run/testedExamples.js";
import { dataset, Trial } from "../../support/trainingTrial.js";

const stepsOf = async (directory: string): Promise<readonly string[]> =>
  (await readdir(path.join(directory, "moments"))).sort();

const warningsOf = (events: readonly RunEvent[]): readonly string[] =>
  events.flatMap((event) =>
    event.kind === "log" && event.level === "warning" ? [event.message] : [],
  );

const idsOf = (tensors: readonly { readonly id: string }[]): ReadonlySet<string> =>
  new Set(tensors.map(({ id }) => id));

describe("the weights that a run keeps of its moments", () => {
  const trial = new Trial();

  it("are those after each epoch, to half a step of 8 bits, without the optimizer", async () => {
    const atEnds: ReadonlyMap<string, Float32Array>[] = [];
    const { session } = trial;
    const evaluate = session.evaluate.bind(session);
    session.evaluate = async (indices) => {
      if (indices[0] === 0) atEnds.push((await session.readState()).tensors);
      return evaluate(indices);
    };
    await trial.collect();
    expect(await stepsOf(trial.directory)).toEqual([
      ...["step-00000007.safetensors", "step-00000014.safetensors", "step-00000021.safetensors"],
    ]);
    for (const [place, step] of [7, 14, 21].entries()) {
      const { tensors, progress } = await readMoment(trial.directory, step);
      expect(progress).toMatchObject({ step, epoch: place + 1 });
      expect(new Set(tensors.keys())).toEqual(idsOf(usedTensors(trial.program.state)));
      for (const { id, shape } of usedTensors(trial.program.state)) {
        const values = atEnds[place]?.get(id) ?? new Float32Array();
        const expected = shape.length > 1 ? restored(rounded({ shape, values })).values : values;
        expect(tensors.get(id)?.values).toEqual(expected);
      }
    }
  });

  it("stay where the run is stopped and goes on, and those it has not come to again go", async () => {
    const first = await trial.collect({
      on: (event, control) => {
        if (event.kind === "step" && event.step === 10) control.stop();
      },
    });
    expect(first.at(-1)).toMatchObject({ reason: "stopped" });
    expect(await stepsOf(trial.directory)).toEqual(["step-00000007.safetensors"]);
    const { progress } = await trial.checkpoint();
    await trial.collect({ progress });
    expect(await stepsOf(trial.directory)).toHaveLength(3);
  });

  it("come with what the evaluations made of each example", async () => {
    const events = await trial.collect();
    const tested = await readTested(trial.directory);
    const evaluations = events.flatMap((event) => (event.kind === "evaluation" ? [event] : []));
    expect(tested.map(({ step, epoch }) => [step, epoch])).toEqual([
      ...[7, 14, 21].map((step, place) => [step, place + 1]),
    ]);
    tested.forEach(({ labels, chosen, losses }, place) => {
      expect(labels).toEqual(Uint16Array.from(dataset.test.labels));
      const right = labels.filter((label, example) => label === chosen[example]).length;
      expect(right / labels.length).toBeCloseTo(evaluations[place]?.accuracy ?? NaN, 6);
      const loss = losses.reduce((sum, each) => sum + each, 0) / losses.length;
      expect(Math.abs(loss - (evaluations[place]?.loss ?? NaN))).toBeLessThan(lossStep);
    });
  });

  it("are not missed by a run that cannot write them, which says so", async () => {
    await writeFile(path.join(trial.directory, "moments"), "in the way");
    await writeFile(path.join(trial.directory, "tested"), "in the way");
    const events = await trial.collect();
    expect(warningsOf(events)).toEqual([
      "The weights of step 21 are not kept. A file is where a folder would have to be. " +
        "The results of step 21 are not kept. A file is where a folder would have to be.",
    ]);
    expect(events.at(-1)).toMatchObject({ kind: "finished", reason: "completed" });
  });

  it("are not missed either where a folder has the name of one", async () => {
    await mkdir(path.join(trial.directory, "moments", "step-00000014.safetensors"), {
      recursive: true,
    });
    expect(warningsOf(await trial.collect())).toEqual([
      "The weights of step 14 are not kept. A folder is where a file would have to be.",
    ]);
    expect(await stepsOf(trial.directory)).toContain("step-00000021.safetensors");
  });

  it("are whole or refused in a sentence", async () => {
    await trial.collect({ changes: { epochs: 2 } });
    const file = path.join(trial.directory, "moments", "step-00000007.safetensors");
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, whole.length - 3));
    await expect(readMoment(trial.directory, 7)).rejects.toThrow(/^Its .*\.$/u);
    await writeFile(file, whole.with(whole.length - 3, (whole.at(-3) ?? 0) ^ 1));
    await expect(readMoment(trial.directory, 7)).rejects.toThrow(/checksum/u);
    await writeFile(path.join(trial.directory, "moments", "step-00000008.safetensors"), whole);
    await expect(readMoment(trial.directory, 8)).rejects.toThrow(/is that of step 7/u);
    await mkdir(path.join(trial.directory, "moments", "step-00000009.safetensors"));
    await expect(readMoment(trial.directory, 9)).rejects.toThrow(/no file/u);
  });
});

describe("the weights that are kept of a run which keeps a mean of its weights", () => {
  const trial = new Trial({ averageOver: 5, epochs: 2, optimizer: "adamw", learningRate: 0.01 });

  it("are the mean, which its evaluations use", async () => {
    await trial.collect();
    const { state } = await trial.checkpoint();
    const mean = averaged(state)?.tensors ?? new Map<string, Float32Array>();
    const { tensors } = await readMoment(trial.directory, 14);
    expect(new Set(tensors.keys())).toEqual(idsOf(trial.program.parameters));
    for (const { id, shape } of trial.program.parameters) {
      const values = mean.get(id) ?? new Float32Array();
      expect(values).not.toEqual(state.tensors.get(id));
      const expected = shape.length > 1 ? restored(rounded({ shape, values })).values : values;
      expect(tensors.get(id)?.values).toEqual(expected);
    }
  });
});
