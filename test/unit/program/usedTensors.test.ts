import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import { usedTensors } from "../../../model/program/usedTensors.js";
import { defaultRunConfig, type RunConfig } from "../../../model/run/config.js";
import { options } from "../../../model/run/options.js";
import { recipeOf } from "../../../model/training/recipeOf.js";
import { normalizedNetwork } from "../../support/normalizedNetwork.js";
import { tinyNetwork } from "../../support/tinyNetwork.js";

const images = { height: 6, width: 5 };

describe("what an evaluation uses of a state", () => {
  // SAFETY: the choices of the option are its values.
  it.each(Object.keys(options.optimizer.is.choices) as RunConfig["optimizer"][])(
    "is what a program that never trains has, whatever %s remembers and whether means are kept",
    (optimizer) => {
      for (const network of [tinyNetwork, normalizedNetwork]) {
        const graph = buildGraph(network);
        const plain = buildProgram(graph, images).state;
        for (const averageOver of [null, 10]) {
          const recipe = recipeOf({ ...defaultRunConfig(), optimizer, averageOver });
          const used = usedTensors(buildProgram(graph, images, recipe).state);
          expect(used).toEqual(plain.map((tensor): unknown => expect.objectContaining(tensor)));
          const end = averageOver === null ? "" : "/average";
          expect(used.every(({ id, source }) => source === `${id}${end}`)).toBe(true);
        }
      }
    },
  );
});
