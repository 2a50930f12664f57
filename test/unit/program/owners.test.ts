import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { accesses } from "../../../model/program/accesses.js";
import { buildProgram } from "../../../model/program/build.js";

const program = buildProgram(buildGraph(googlenet), { height: 28, width: 28 });
const writes = (pass: "forward" | "backward"): readonly string[] =>
  program[pass].flatMap((operation) => accesses(operation).writes);

describe("the owner of a value", () => {
  it("is a computing node for all but the input and the loss", () => {
    const ownerless = [...writes("forward"), ...writes("backward")].filter(
      (value) => !program.ownerOf.has(value),
    );
    expect(ownerless).toEqual([
      ...["input/bytes", "input/scaled", "input"],
      ...["labels", "loss", "gradient/linear/dense", "accuracy"],
    ]);
  });

  it("is the pool for the gradient that a pool computes, also where it has the convolution's name", () => {
    const pools = program.backward.filter(({ kind }) => kind === "maxPoolGradient");
    const owners = pools.flatMap((operation) =>
      accesses(operation).writes.map((value) => program.ownerOf.get(value)),
    );
    expect(owners).toHaveLength(13);
    const kinds = owners.map((owner) => program.graph.byId.get(owner ?? "")?.layer?.kind);
    expect(new Set(kinds)).toEqual(new Set(["maxPool"]));
  });

  it("writes something backward for every layer with parameters", () => {
    const owners = new Set(writes("backward").map((value) => program.ownerOf.get(value)));
    for (const { node } of program.parameters) expect(owners).toContain(node);
  });
});
