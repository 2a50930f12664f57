import { describe, expect, it } from "vitest";
import { contributionOf, mutablePaths } from "../../../model/asking/contribution.js";
import type { Examples } from "../../../model/data/dataset.js";
import { buildGraph } from "../../../model/network/graph.js";
import { networks } from "../../../model/network/index.js";
import { scoresOf } from "../../../model/network/scores.js";
import { mutedName } from "../../../model/program/withMuted.js";
import { oddNetwork } from "../../support/oddNetwork.js";
import { noiseExamples } from "../../support/tinyNetwork.js";

const graph = buildGraph(oddNetwork);
const paths = mutablePaths(graph);
const { classes } = oddNetwork;
const images = noiseExamples(5);
const labels = Uint8Array.from({ length: images.count }, (_, image) => image % classes);

/** Scores that choose a class of each image: its own plus `shift`, and sure of it. */
function scoresFor({ labels: own }: Pick<Examples, "labels">, shift: number): Float32Array {
  const rows = [...own].map((label) => {
    const chosen = (label + shift) % classes;
    return Array.from({ length: classes }, (_, each) => (each === chosen ? 50 : 0));
  });
  return Float32Array.from(rows.flat());
}

describe("what a path gives", () => {
  it("is what the network loses without it, batch after batch", async () => {
    const scores = scoresOf(graph);
    const [harmless, needed] = [paths[0]!, paths[1]!];
    const session = {
      ask: (batch: Examples) => {
        const without = paths.map(
          ({ output }) =>
            [
              mutedName(scores, output),
              scoresFor(batch, output === needed.output ? 1 : 0),
            ] as const,
        );
        return Promise.resolve(new Map([[scores, scoresFor(batch, 0)], ...without]));
      },
      writeState: () => undefined,
      close: () => undefined,
    };
    const reached: number[] = [];
    const found = await contributionOf(
      { session },
      graph,
      { ...images, labels },
      {
        ...{
          atOnce: 2,
          reach: (done) => void reached.push(done),
          signal: new AbortController().signal,
        },
      },
    );
    expect(found).toMatchObject({ examples: 5, accuracy: 1 });
    expect(found.paths.map(({ path }) => path)).toEqual(paths.map(({ path }) => path));
    const of = (path: string) => found.paths.find((each) => each.path === path);
    expect(of(harmless.path)).toMatchObject({ accuracy: 1, changed: 0 });
    expect(of(needed.path)).toMatchObject({ accuracy: 0, changed: 1 });
    expect(of(needed.path)?.loss).toBeCloseTo(50, 3);
    expect(reached).toEqual([0, 2, 4, 5]);
  });

  it("is asked of the paths that a network has when it is used", () => {
    const counts = networks.map(
      (spec) => [spec.id, mutablePaths(buildGraph(spec)).length] as const,
    );
    expect(Object.fromEntries(counts)).toMatchObject({
      ...{ googlenet: 36, "googlenet-bn": 36, "googlenet-paper": 36 },
      ...{ alexnet: 0, vgg11: 0, nin: 0 },
    });
  });
});
