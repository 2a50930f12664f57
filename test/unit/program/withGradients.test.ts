import { describe, expect, it } from "vitest";
import { Reference } from "../../../model/engine/reference/reference.js";
import { isComputed } from "../../../model/network/outputOf.js";
import { networks } from "../../../model/network/index.js";
import { buildGraph } from "../../../model/network/graph.js";
import { scoresOf } from "../../../model/network/scores.js";
import type { NetworkSpec } from "../../../model/network/spec.js";
import { withoutNormalization } from "../../../model/network/withoutNormalization.js";
import { accesses } from "../../../model/program/accesses.js";
import { askedProgram } from "../../../model/program/askedProgram.js";
import { leadingTo } from "../../../model/program/leadingTo.js";
import type { TrainingProgram } from "../../../model/program/program.js";
import {
  channelWeighing,
  slopeName,
  weighingName,
  withGradients,
} from "../../../model/program/withGradients.js";
import { startOf } from "../../support/firstWeights.js";
import { normalizedNetwork } from "../../support/normalizedNetwork.js";
import { thinOddNetwork } from "../../support/oddNetwork.js";
import { createRandom } from "../../support/random.js";
import { residualNetwork } from "../../support/residualNetwork.js";
import { thinned } from "../../support/thinned.js";
import { noiseExamples, tinyNetwork } from "../../support/tinyNetwork.js";

const small = [tinyNetwork, thinOddNetwork, residualNetwork, normalizedNetwork];
const indices = Int32Array.of(0, 1);

function askedOf(spec: NetworkSpec) {
  const graph = buildGraph(withoutNormalization(spec));
  const [channels = 1, height = 1, width = 1] = spec.input;
  // Of the network's own size: pixels that are drawn out would be alike, and the largest of several has no slope.
  const images = noiseExamples(2, height, width, channels);
  return { graph, images, plain: askedProgram(graph, images, []), scores: scoresOf(graph) };
}

/** The input, and nodes' outputs that lead to a value. */
function leadingNodes(spec: NetworkSpec, score: string, atMost = 8): readonly string[] {
  const { graph, plain } = askedOf(spec);
  const read = new Set(
    leadingTo(plain.evaluation, [score]).flatMap((each) => accesses(each).reads),
  );
  const outputs = graph.nodes.filter((node) => isComputed(graph, node)).map(({ id }) => id);
  const all = ["input", ...outputs.filter((id) => read.has(id))];
  const step = Math.ceil(all.length / atMost);
  return all.filter((_, place) => place % step === 0);
}

function referenceOf(program: TrainingProgram, spec: NetworkSpec, weighing: readonly number[]) {
  const { images } = askedOf(spec);
  const reference = new Reference(program, images);
  for (const [id, values] of startOf(program.state, 5)) {
    // Mostly above 0, so that something comes through the narrowest network.
    reference.write(
      id,
      values.map((each, place) => (place % 4 === 3 ? each : Math.abs(each))),
    );
  }
  const { id = "" } = program.state.at(-1) ?? {};
  reference.write(id, weighing);
  reference.run(program.evaluation, indices);
  return reference;
}

/** Compares the gradient for each value with the slope that the score has along some direction. */
function checkSlopes(spec: NetworkSpec, score: string, wanted: readonly string[]): void {
  const { plain } = askedOf(spec);
  const program = withGradients(plain, score, wanted);
  const random = createRandom(7);
  const channels = program.values.get(score)?.shape.at(-1) ?? 0;
  const weighing = Array.from({ length: channels }, () => random() - 0.5);
  const reference = referenceOf(program, spec, weighing);
  const scoreNow = (): number =>
    reference
      .read(score)
      .data.reduce((sum, value, place) => sum + value * (weighing[place % channels] ?? NaN), 0);
  // From the end, so that those before still lie where they were.
  for (const value of wanted.toReversed()) {
    const found = Float64Array.from(reference.read(value).data);
    // A max pool leaves the same number side by side, and the largest of several has no slope: they are told apart.
    const before = found.map((each) => each + 0.01 * random());
    const direction = before.map(() => random() - 0.5);
    const writer = program.evaluation.findIndex((each) => accesses(each).writes.includes(value));
    const scoreAt = (distance: number): number => {
      const moved = before.map((each, place) => each + distance * (direction[place] ?? NaN));
      reference.write(value, moved);
      reference.run(program.evaluation.slice(writer + 1), indices);
      return scoreNow();
    };
    scoreAt(0);
    const slopes = Float64Array.from(reference.read(slopeName(value, score)).data);
    const step = 1e-7;
    const measured = (scoreAt(step) - scoreAt(-step)) / (2 * step);
    const along = slopes.reduce((sum, slope, place) => sum + slope * (direction[place] ?? NaN), 0);
    const size = Math.sqrt(slopes.reduce((sum, slope) => sum + slope ** 2, 0));
    expect(size, value).toBeGreaterThan(0);
    // Of a large score the last digits are lost in the difference.
    const error = Math.max(Math.abs(along - measured) - 5e-8 * Math.abs(scoreNow()), 0);
    expect(error / size, value).toBeLessThan(1e-5);
  }
}

describe("the gradient of a score", () => {
  it.each(small)(
    "is its slope for the input of $id, for its scores and for nodes between",
    (spec) => {
      const { scores } = askedOf(spec);
      checkSlopes(spec, scores, [...leadingNodes(spec, scores), scores]);
    },
  );

  it.each(networks.map((spec) => thinned(spec, 64)))(
    "is its slope for the input of $id and for nodes on the way",
    (spec) => {
      const { scores } = askedOf(spec);
      checkSlopes(spec, scores, leadingNodes(spec, scores, 4));
    },
  );

  it.each(small)("can be that of maps within $id, also before their ReLU", (spec) => {
    const { plain } = askedOf(spec);
    const biased = plain.evaluation.flatMap((each) => (each.kind === "addBias" ? [each] : []));
    const score = biased[Math.floor(biased.length / 2)]?.output ?? "";
    checkSlopes(spec, score, leadingNodes(spec, score));
  });

  it("is that of the channel that is chosen, of each example alone", () => {
    const { plain, scores } = askedOf(tinyNetwork);
    const program = withGradients(plain, scores, ["input"]);
    const slopesOf = (weighing: readonly number[]): Float64Array => {
      const reference = referenceOf(program, tinyNetwork, weighing);
      return Float64Array.from(reference.read(slopeName("input", scores)).data);
    };
    const one = [...channelWeighing(program, scores, 1)];
    expect(one).toEqual(one.map((_, channel) => (channel === 1 ? 1 : 0)));
    const alone = slopesOf(one);
    const both = slopesOf(one.map((weight, channel) => (channel === 0 ? 2 : weight)));
    const other = slopesOf(one.map((_, channel) => (channel === 0 ? 2 : 0)));
    both.forEach((slope, place) => {
      expect(slope).toBeCloseTo((alone[place] ?? NaN) + (other[place] ?? NaN), 12);
    });
  });

  it("leaves what the network computes as it is, and weights out", () => {
    const { plain, scores } = askedOf(residualNetwork);
    const program = withGradients(plain, scores, ["input"]);
    expect(program.evaluation.slice(0, plain.evaluation.length)).toEqual(plain.evaluation);
    const added = program.evaluation.slice(plain.evaluation.length);
    const written = added.flatMap((each) => accesses(each).writes);
    expect(new Set(written).size).toBe(written.length);
    expect(added.filter(({ kind }) => /weight|bias/iu.test(kind)).map(({ kind }) => kind)).toEqual([
      "addBias",
    ]);
    expect(program.state.map(({ id }) => id)).toEqual([
      ...plain.state.map(({ id }) => id),
      weighingName(scores),
    ]);
  });

  it("is refused for what does not lead to the score", () => {
    const { plain, scores } = askedOf(tinyNetwork);
    const { evaluation } = plain;
    const early = evaluation.find(({ kind }) => kind === "convolution");
    if (early?.kind !== "convolution") throw new Error("There is no convolution.");
    expect(() => withGradients(plain, early.output, [scores])).toThrow("does not lead to");
    expect(() => withGradients(plain, scores, [early.weight])).toThrow("does not lead to");
    expect(() => withGradients(plain, scores, ["input/bytes"])).toThrow("does not lead to");
    expect(() => channelWeighing(plain, scores, 1e6)).toThrow("has no channel");
  });
});
