import { describe, expect, it } from "vitest";
import { fittedTo } from "../../../model/network/fittedTo.js";
import { googlenetPaper } from "../../../model/network/googlenet-paper/spec.js";
import { buildGraph } from "../../../model/network/graph.js";
import { headsOf } from "../../../model/network/heads.js";
import { accesses } from "../../../model/program/accesses.js";
import { buildProgram } from "../../../model/program/build.js";
import { ends } from "../../../model/program/program.js";
import { blockSpec } from "../../support/blockSpec.js";
import { descendedLoss } from "../../support/descendedLoss.js";
import { residualNetwork } from "../../support/residualNetwork.js";
import { referenceOf, trainedNetwork } from "../../support/trainedNetwork.js";

const graph = buildGraph(googlenetPaper);

describe("the paper's GoogLeNet", () => {
  it("has two heads on the outputs of 4a and 4d, which weigh 0.3 each", () => {
    expect(headsOf(graph)).toEqual([
      { scores: "b4/head1/path2/dense_2", weight: 0.3 },
      { scores: "b4/head2/path2/dense_2", weight: 0.3 },
    ]);
    for (const [head, source] of [
      ["b4/head1", "b4/4a/concat"],
      ["b4/head2", "b4/4d/concat"],
    ] as const) {
      expect(graph.byId.get(head)?.inputs).toEqual([source]);
    }
    expect(graph.byId.get("b4/4b")?.inputs).toEqual(["b4/4a/concat"]);
  });

  it("has heads of the paper's sizes", () => {
    const shapes = graph.nodes
      .filter(({ parent }) => parent === "b4/head1/path2")
      .map(({ outputShape }) => outputShape);
    expect(shapes).toEqual([[512, 4, 4], [128, 4, 4], [1024], [1024], [1000]]);
  });

  it("is fitted to other data with all its scores", () => {
    const fitted = buildGraph(fittedTo(googlenetPaper, { channels: 1, classes: 10 }));
    const scores = [...headsOf(fitted).map((head) => head.scores), "linear/dense"];
    expect(scores.map((id) => fitted.byId.get(id)?.outputShape)).toEqual([[10], [10], [10]]);
    expect(fitted.input).toEqual([1, 224, 224]);
  });
});

describe("what a step measures of heads", () => {
  it("is the loss and the accuracy of each one's own scores, and of no other layer's", () => {
    const { statisticsOf } = buildProgram(graph, { height: 28, width: 28 });
    const told = statisticsOf.filter(({ loss, accuracy }) => loss !== null || accuracy !== null);
    expect(told.map(({ node, loss }) => [node, loss])).toEqual(
      headsOf(graph).map(({ scores }) => [scores, `loss/${scores}`]),
    );
    for (const { accuracy } of told) expect(accuracy).not.toBeNull();
  });
});

describe("a program with heads", () => {
  const program = buildProgram(graph, { height: 28, width: 28 });
  const branch = new Set(
    graph.nodes.filter(({ isTrainingOnly }) => isTrainingOnly === true).map(({ id }) => id),
  );

  it("runs them in a step, and not in an evaluation", () => {
    const writtenBy = (operations: typeof program.forward) =>
      new Set(
        operations
          .flatMap((operation) => accesses(operation).writes)
          .map((value) => program.ownerOf.get(value) ?? "")
          .filter((owner) => branch.has(owner)),
      );
    expect(writtenBy(program.forward).size).toBe(10);
    expect(writtenBy(program.evaluation).size).toBe(0);
  });

  it("has all that an evaluation reads written by it", () => {
    const known = new Set([ends.indices, ...program.state.map(({ id }) => id)] as string[]);
    for (const operation of program.evaluation) {
      const { reads, writes } = accesses(operation);
      expect(reads.filter((id) => !known.has(id))).toEqual([]);
      writes.forEach((id) => known.add(id));
    }
  });

  it("keeps their parameters with the others", () => {
    const kept = program.parameters.filter(({ node }) => branch.has(node));
    expect(kept).toHaveLength(12);
  });

  it("tells the loss of its own scores, and descends those of its heads by their weights", () => {
    const network = trainedNetwork(residualNetwork);
    const reference = referenceOf(network);
    const indices = [...network.dataset.train.labels.keys()];
    reference.run(network.program.forward, indices);
    const labels = network.dataset.train.labels;
    const meanLossOf = (id: string): number => {
      const { data, shape } = reference.read(id);
      const classes = shape.at(-1) ?? 1;
      const losses = indices.map((place) => {
        const row = data.subarray(place * classes, (place + 1) * classes);
        const total = row.reduce((sum, score) => sum + Math.exp(score), 0);
        return Math.log(total) - (row[labels[place] ?? 0] ?? NaN);
      });
      return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    };
    const [head] = headsOf(network.program.graph);
    const [own, beside] = [meanLossOf("end/dense_2"), meanLossOf(head!.scores)];
    expect(reference.read(ends.loss).data[0]).toBeCloseTo(own, 10);
    expect(descendedLoss(network.program, reference)).toBeCloseTo(own + 0.3 * beside, 10);
  });
});

describe("a head that is none", () => {
  const spec = (paths: Parameters<typeof blockSpec>[1]) => ({
    ...residualNetwork,
    modules: [
      {
        name: "only",
        stages: [{ ...blockSpec("head", paths), join: { kind: "head", weight: 1 } as const }],
      },
    ],
  });

  it("is refused", () => {
    const scores = { kind: "dense", name: "dense", units: 3 } as const;
    expect(() => buildGraph(spec([[scores], []]))).toThrow("has no shortcut beside a branch");
    expect(() => buildGraph(spec([[], [scores]]))).toThrow("does not end in the scores of 4");
  });
});
