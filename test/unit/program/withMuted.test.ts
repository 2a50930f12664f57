import { describe, expect, it } from "vitest";
import { mutablePaths } from "../../../model/asking/contribution.js";
import { networks } from "../../../model/network/index.js";
import { buildGraph, type NetworkGraph } from "../../../model/network/graph.js";
import { isJoin } from "../../../model/network/kinds.js";
import { scoresOf } from "../../../model/network/scores.js";
import type { NetworkSpec } from "../../../model/network/spec.js";
import { withoutNormalization } from "../../../model/network/withoutNormalization.js";
import { accesses } from "../../../model/program/accesses.js";
import { askedProgram } from "../../../model/program/askedProgram.js";
import type { Operation } from "../../../model/program/operations.js";
import { mutedName, withMuted } from "../../../model/program/withMuted.js";
import { Reference } from "../../../model/engine/reference/reference.js";
import { startOf } from "../../support/firstWeights.js";
import { oddNetwork, thinOddNetwork } from "../../support/oddNetwork.js";
import { residualNetwork } from "../../support/residualNetwork.js";
import { noiseExamples, tinyNetwork } from "../../support/tinyNetwork.js";

const small = [tinyNetwork, thinOddNetwork, residualNetwork];

function mutedIn(spec: NetworkSpec) {
  const graph = buildGraph(withoutNormalization(spec));
  const images = noiseExamples(3, 6, 5, spec.input[0] ?? 1);
  const result = scoresOf(graph);
  const outputs = mutablePaths(graph).map(({ output }) => output);
  const plain = askedProgram(graph, images, [result]);
  return { graph, images, result, outputs, plain, program: withMuted(plain, result, outputs) };
}

/** Multiply-adds of all operations, by the layers whose outputs they write, each as often as it is written. */
function costOf(graph: NetworkGraph, operations: readonly Operation[]): number {
  const costs = new Map(graph.nodes.map(({ id, multiplyAdds }) => [id, multiplyAdds]));
  return operations
    .flatMap((operation) => accesses(operation).writes)
    .reduce((sum, id) => sum + (costs.get(id.replace(/\/without\/.*$/u, "")) ?? 0), 0);
}

describe("a value that is taken away", () => {
  it.each(small)("leaves of $id what zeros in its place leave", (spec) => {
    const { images, result, outputs, plain, program, graph } = mutedIn(spec);
    expect(outputs.length).toBeGreaterThan(1);
    const initial = startOf(plain.state, 5);
    const indices = Int32Array.of(0, 1, 2);
    const muted = new Reference(program, images);
    for (const [id, values] of initial) muted.write(id, values);
    muted.run(program.evaluation, indices);
    for (const output of outputs) {
      // The same by hand: what writes the value is followed by what overwrites it.
      const by = new Reference(plain, images);
      for (const [id, values] of initial) by.write(id, values);
      const writer = plain.evaluation.findIndex((each) => accesses(each).writes.includes(output));
      by.run(plain.evaluation.slice(0, writer + 1), indices);
      by.write(output, new Float32Array(by.read(output).data.length));
      by.run(plain.evaluation.slice(writer + 1), indices);
      expect([...muted.read(mutedName(result, output)).data], output).toEqual([
        ...by.read(result).data,
      ]);
      const zeros = muted.read(mutedName(output, output)).data;
      expect(zeros.every((value) => value === 0)).toBe(true);
    }
    // The network itself is as it was.
    const whole = new Reference(plain, images);
    for (const [id, values] of initial) whole.write(id, values);
    whole.run(plain.evaluation, indices);
    expect([...muted.read(result).data]).toEqual([...whole.read(result).data]);
    expect(graph.nodes.some(isJoin)).toBe(true);
  });

  it.each([oddNetwork, ...networks.filter(({ id }) => id.startsWith("googlenet"))])(
    "costs $id less than twelve evaluations for all paths together, one after the other",
    (spec) => {
      const { graph, plain, program } = mutedIn(spec);
      const once = costOf(graph, plain.evaluation);
      expect(costOf(graph, program.evaluation) / once).toBeLessThan(12);
    },
  );

  it("has nothing to do with what does not depend on it", () => {
    const { plain, result } = mutedIn(tinyNetwork);
    expect(() => withMuted(plain, result, [result, "nowhere"])).toThrow("depends on nowhere");
  });
});
