import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { fewText, readingOf } from "../../../webview/inspector/excitation/excitationTexts.js";
import {
  channelCount,
  excitationIn,
  isOfClasses,
  patchesOf,
} from "../../../webview/inspector/excitation/patches.js";
import { unbroken } from "../../../webview/words/unbroken.js";
import { inventedExcitation } from "../../support/excitedChannels.js";

const graph = buildGraph(googlenet);
const answer = inventedExcitation(graph);
const found = (id: string) => excitationIn(answer, graph, id)!;

describe("what excites a channel", () => {
  it("is told of every node with an output: of a group that of its last", () => {
    for (const [id, channels] of [
      ["b1/conv7x7", 64],
      ["b3/3a/path4/pool", 192],
      ["b3/3a/path2", 128],
      ["b3/3a", 256],
      ["linear/dense", 10],
    ] as const) {
      expect(channelCount(graph, id), id).toBe(channels);
      expect(found(id).channels, id).toBe(channels);
    }
    expect(channelCount(graph, "input")).toBe(0);
    expect(excitationIn(answer, graph, "input")).toBeNull();
    expect([isOfClasses(graph, "linear"), isOfClasses(graph, "b3/3a")]).toEqual([true, false]);
  });

  it("lies where the strongest unit looks, within the image", () => {
    const [first, ...others] = patchesOf(answer, found("b1/conv7x7"), 3);
    expect(others).toHaveLength(8);
    // Place 15 of 48 columns, with a window of 7 that moves by 2 and a padding of 3.
    expect(first).toMatchObject({
      ...{ rank: 0, example: 30, label: 0, chosen: 0, value: 9 },
      ...{ unit: { row: 0, column: 15 }, input: [96, 96] },
      ...{ rows: { from: 0, to: 4 }, columns: { from: 27, to: 34 } },
    });
    const seen = "Its strongest unit sees 4 × 7 pixels of it, from row 1, column 28 on.";
    expect(readingOf(answer, first!)).toBe(unbroken(`Image 30: Trouser. ${seen}`));
    const [deep] = patchesOf(answer, found("b5/5b"), 0);
    expect(readingOf(answer, deep!)).toBe(
      "Image 0: Trouser. Its strongest unit sees the whole image.",
    );
    const wrong = patchesOf(answer, found("b5/5b"), 0).find(
      ({ label, chosen }) => label !== chosen,
    );
    expect(readingOf(answer, wrong!)).toContain("Image 7: Sneaker, taken for Bag.");
  });

  it("is nothing for a silent channel, and for one that the node does not have", () => {
    const at = (channel: number) => patchesOf(answer, found("b3/3a"), channel);
    expect([at(1).length, at(2).length, at(256).length]).toEqual([0, 4, 0]);
    expect(fewText(1, 0, 9)).toBe("None of these images excites channel 1: it is silent.");
    expect(fewText(2, 4, 9)).toBe("Only 4 of these images excite channel 2.");
    expect(fewText(2, 9, 9)).toBe("");
  });
});
