import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { nodeMarkdown } from "../../../webview/inspector/nodeMarkdown.js";
import { passageOf } from "../../../webview/inspector/source/passages.js";
import { liveValuesOf } from "../../../webview/state/liveValues.js";
import { unbroken } from "../../../webview/words/unbroken.js";
import { oddNetwork } from "../../support/oddNetwork.js";

const graph = buildGraph(googlenet);
const nodeOf = (id: string) => graph.byId.get(id)!;
const idle = liveValuesOf({ statistics: [] });

describe("the Source tab", () => {
  it("has a sentence and a term for every node of the chapter's network", () => {
    for (const node of graph.nodes) {
      const { sentence, paperTerm } = passageOf(graph, node);
      expect(sentence.length, node.id).toBeGreaterThan(20);
      expect(paperTerm, node.id).not.toBe("");
    }
  });

  it("names 1×1 convolutions by the columns of the paper's table", () => {
    const terms = [
      "path1/conv1x1",
      "path2/conv1x1",
      "path3/conv1x1",
      "path4/conv1x1",
      "path3/conv5x5",
    ];
    expect(terms.map((id) => passageOf(graph, nodeOf(`b3/3a/${id}`)).paperTerm)).toEqual([
      "#1×1",
      "#3×3 reduce",
      "#5×5 reduce",
      "pool proj",
      "#5×5",
    ]);
  });

  it("calls a score of a class what the last layer gives, and nothing before it", () => {
    const dense = (name: string, units: number) => ({ kind: "dense", name, units }) as const;
    const graph = buildGraph({
      ...oddNetwork,
      modules: [{ name: "end", stages: [dense("hidden", 30), dense("scores", 7)] }],
    });
    const saidOf = (id: string): string => passageOf(graph, graph.byId.get(id)!).sentence;
    expect(saidOf("end/hidden")).toBe(unbroken("30 numbers, each of all 224 that come in."));
    expect(saidOf("end/scores")).toMatch(/^One score a class/u);
  });

  it("says of another network what its layers say, and nothing of the chapter or a paper", () => {
    const odd = buildGraph(oddNetwork);
    const saidOf = (id: string): string => passageOf(odd, odd.byId.get(id)!).sentence;
    expect(saidOf("body/the_first_block_with_three_paths")).toMatch(/^3 paths look/u);
    expect(saidOf("body/single")).toMatch(/^A block of one path/u);
    expect(saidOf("body/pair")).toMatch(/^2 paths look/u);
    const block = "body/the_first_block_with_three_paths";
    expect(saidOf(`${block}/path1`)).toMatch(/^Path 1 mixes channels/u);
    expect(saidOf(`${block}/path2/conv1x1`)).toMatch(/^Reduces the number of channels/u);
    expect(saidOf(`${block}/path3`)).toMatch(/^Path 3 has blocks in it; the largest .*3.×.3/u);
    expect(saidOf(`${block}/path3/within/path2`)).toMatch(/^Path.2 looks through a.3/u);
    expect(saidOf("body/pair/path2/conv1x1")).toMatch(/^Pooling keeps all channels/u);
    expect(saidOf("body/pair/path1")).toBe(unbroken("Path 1 looks through a 3 × 3 window."));
    // More channels leave it than come in.
    expect(saidOf("body/six/path6/conv1x1")).toMatch(/^Mixes the channels/u);
    expect(saidOf("body/six/path6")).toBe(
      unbroken("Path 6 is 3 layers in a row; the largest of their windows is 5 × 5."),
    );
    for (const node of odd.nodes) {
      const { sentence, paperTerm } = passageOf(odd, node);
      expect(paperTerm).toBeNull();
      expect(sentence, node.id).not.toMatch(/chapter|paper|Inception|Fashion|four|Four/u);
    }
  });
});

describe("a node as a Markdown table", () => {
  it("has its facts with their derivations, each once", () => {
    const text = nodeMarkdown({ graph, node: nodeOf("b1/conv7x7"), live: idle });
    expect(text).toContain("| Parameters | 3,200 | 7·7·1·64 + 64 = 3,200 |");
    expect(text.match(/\| Parameters \|/g)).toHaveLength(1);
    const widths = text
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .map((line) => line.split(" | ").length);
    expect(new Set(widths)).toEqual(new Set([3]));
  });

  it("leaves no text that Markdown or HTML would read as its own", () => {
    const spec = { ...googlenet, title: '<img src=x onerror="alert(1)">|`x`' };
    const text = nodeMarkdown({ graph: buildGraph(spec), node: nodeOf("b1"), live: idle });
    expect(text).not.toMatch(/(?<!\\)</);
    expect(text).toContain(String.raw`\<img src=x onerror="alert(1)"\>\|\`x\``);
  });
});
