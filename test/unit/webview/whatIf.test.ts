import { describe, expect, it } from "vitest";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import type { NetworkSpec, StageSpec } from "../../../model/network/spec.js";
import { asItIs } from "../../../webview/protocol.js";
import { answerTo, firstPoint } from "../../../webview/state/whatIf.js";

const ask = (inputSize: number | null, unreduced: readonly string[] = []) =>
  answerTo(googlenet, [1, 96, 96], { inputSize, unreduced });

describe("what a person changes of the network", () => {
  it("changes nothing where nothing is asked", () => {
    expect(ask(null)).toMatchObject({ isChanged: false, problem: "" });
    expect(ask(96)).toMatchObject({ isChanged: false, problem: "" });
  });

  it.each([
    [96, undefined],
    [224, undefined],
    [48, undefined],
    [32, "b4/pool"],
    [16, "b3/pool"],
    [8, "b2/pool"],
    [2, "b1/conv7x7"],
    [1, undefined],
  ])("of an input of %i finds where the grid becomes one position", (size, id) => {
    const { graph } = ask(size);
    expect(graph?.input).toEqual([1, size, size]);
    expect(firstPoint(graph!)?.id).toBe(id);
  });

  it("takes the reductions out of the blocks that it names", () => {
    const { graph, isChanged } = ask(null, ["b3/3a"]);
    expect(isChanged).toBe(true);
    expect(graph?.byId.get("b3/3a/path2/conv3x3")?.inputShape).toEqual([192, 12, 12]);
  });

  it("that a network cannot take is refused with the reason, and the run's own is drawn", () => {
    const last: StageSpec = {
      kind: "maxPool",
      name: "pool",
      kernel: 8,
      stride: 1,
      padding: 0,
    };
    const strict: NetworkSpec = { ...googlenet, modules: [{ name: "b1", stages: [last] }] };
    const answer = answerTo(strict, [1, 96, 96], { inputSize: 4, unreduced: [] });
    expect(answer.problem).toContain("1×4×4");
    expect(answer.problem).toContain("b1");
    expect(answer).toMatchObject({ isChanged: false });
    expect(answer.graph?.input).toEqual([1, 96, 96]);
  });
});

describe("a network that this version does not know", () => {
  it("is refused with the kind that is unknown", () => {
    const layer = { kind: "<b>attention</b>", name: "a" } as unknown as StageSpec;
    const newer = { ...googlenet, modules: [{ name: "b1", stages: [layer] }] };
    const answer = answerTo(newer, [1, 96, 96], asItIs);
    expect(answer.graph).toBeNull();
    expect(answer.problem).toContain("<b>attention</b>");
  });

  it("is refused where only its name is known", () => {
    const named = { ...googlenet, title: "resnet", classes: 0, modules: [] };
    expect(answerTo(named, [1, 96, 96], asItIs)).toEqual({
      graph: null,
      isChanged: false,
      problem: "resnet is a network that this version does not know. Update the extension.",
    });
  });

  it("is refused in a sentence of the page where its layers do not fit", () => {
    const [first] = googlenet.modules;
    const dense: StageSpec = { kind: "dense", name: "dense", units: 10 };
    const odd: NetworkSpec = { ...googlenet, modules: [{ name: "head", stages: [dense] }, first!] };
    const answer = answerTo(odd, [1, 96, 96], asItIs);
    expect(answer).toMatchObject({
      graph: null,
      problem:
        "GoogLeNet cannot be drawn at an input of 1×96×96: a layer would not get the channels, height and width that it needs.",
    });
  });
});
