import { beforeAll, describe, expect, it } from "vitest";
import type { Session } from "../../../model/engine/engine.js";
import { openSession } from "../../../model/engine/tensorflow/session.js";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import { orderedBatches } from "../../../model/training/batches.js";
import { classify, questionnaire } from "../../../model/training/classify.js";
import { evaluateClasses } from "../../../model/training/evaluateClasses.js";
import { evaluateBatches } from "../../../model/training/evaluation.js";
import { initialState } from "../../../model/training/initialize.js";
import { loadTensorFlow } from "../../support/tensorflow.js";
import { noiseDataset, tinyNetwork } from "../../support/tinyNetwork.js";

const dataset = noiseDataset(3, 20);
const { test, classNames } = dataset;
const program = buildProgram(buildGraph(tinyNetwork), test);
const parameters = initialState(program.state, 3).tensors;

async function open(data: typeof dataset): Promise<Session> {
  const tensorflow = await loadTensorFlow();
  const options = { program, dataset: data, precision: "float32", batchSize: 4 } as const;
  const session = await openSession(tensorflow, options);
  session.writeState({ tensors: parameters, lossScale: null });
  return session;
}

let session: Session;
beforeAll(async () => {
  session = await open(dataset);
});

describe("evaluateClasses", () => {
  it("sums up to the evaluation of the whole set", async () => {
    const { examples, loss, accuracy, classes } = await evaluateClasses(session, dataset, 4);
    const whole = await evaluateBatches(session, orderedBatches(test.count, 16));
    expect(examples).toBe(20);
    expect(loss).toBeCloseTo(whole.loss, 5);
    expect(accuracy).toBeCloseTo(whole.accuracy, 6);
    expect(classes.map(({ name, examples: count }) => [name, count])).toEqual([
      ["dark", 7],
      ["gray", 7],
      ["bright", 6],
    ]);
  });

  it("leaves out a class without examples", async () => {
    const names = [...classNames, "invisible"];
    const { classes } = await evaluateClasses(session, { ...dataset, classNames: names }, 4);
    expect(classes).toHaveLength(3);
  });
});

describe("classify", () => {
  it("gives probabilities that sum to 1 and agree with the accuracy", async () => {
    const length = test.height * test.width * test.channels;
    const images = Array.from({ length: test.count }, (_, index) =>
      test.images.slice(index * length, (index + 1) * length),
    );
    const asked = await open(questionnaire(images, test, classNames));
    let correct = 0;
    for (const index of images.keys()) {
      const classes = await classify(asked, classNames, index);
      expect(classes.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
      if (classes[0]?.name === classNames[test.labels[index] ?? -1]) correct++;
    }
    asked.close();
    const { accuracy } = await evaluateClasses(session, dataset, 20);
    expect(correct / test.count).toBeCloseTo(accuracy, 6);
  });
});

describe("weights so large that the network's answer is no number", () => {
  it("are said, in place of probabilities and losses of none", async () => {
    const images = [test.images.subarray(0, test.height * test.width * test.channels)];
    const asked = await open(questionnaire(images, test, classNames));
    const huge = new Map([...parameters].map(([id, values]) => [id, values.map(() => 3e38)]));
    asked.writeState({ tensors: huge, lossScale: null });
    await expect(classify(asked, classNames, 0)).rejects.toThrow("answer is not a number");
    asked.close();
    const evaluated = await open(dataset);
    evaluated.writeState({ tensors: huge, lossScale: null });
    await expect(evaluateClasses(evaluated, dataset, 4)).rejects.toThrow("answer is not a number");
    evaluated.close();
  });
});
