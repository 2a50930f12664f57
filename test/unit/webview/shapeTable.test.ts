import { describe, expect, it } from "vitest";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildGraph } from "../../../model/network/graph.js";
import { isScope } from "../../../model/network/kinds.js";
import { shapeTable } from "../../../webview/export/shapeTable.js";
import { formatCount, formatShape } from "../../../webview/words/format.js";
import { testedNetworks } from "../../support/testedNetworks.js";

describe("the table of shapes", () => {
  const lines = shapeTable(buildGraph(googlenet)).trimEnd().split("\n");

  it("is a table of Markdown with a row a module, block and layer", () => {
    expect(lines[0]).toBe("| Node | What | Input | Output | Parameters | Multiply-adds |");
    expect(lines).toContain(
      "| `b1/conv7x7` | 7×7 convolution | 1 × 96 × 96 | 64 × 48 × 48 | 3,200 | 7,225,344 |",
    );
    expect(lines).toHaveLength(2 + 6 + 9 + 9 * 7 + 9);
    for (const line of lines) expect(line.split("|")).toHaveLength(8);
  });

  it.each(testedNetworks)(
    "has of $id every layer, block and module, in the graph's order",
    (network) => {
      const graph = buildGraph(network);
      const [, , ...rows] = shapeTable(graph).trimEnd().split("\n");
      const named = graph.nodes.filter(
        ({ layer, kind }) => layer !== undefined || isScope({ kind }),
      );
      expect(rows.map((row) => row.split("`")[1])).toEqual(named.map(({ id }) => id));
      for (const [index, { outputShape, parameters }] of named.entries()) {
        const cells = rows[index]!.split(" | ");
        expect(cells.slice(3, 5)).toEqual([
          formatShape(outputShape).replaceAll(/\s/gu, " "),
          formatCount(parameters),
        ]);
      }
    },
  );

  it("keeps the signs of Markdown in a title as they are", () => {
    const odd = { ...googlenet, modules: [{ name: "_c_<b>", stages: [] }] };
    const line = shapeTable(buildGraph(odd)).trimEnd().split("\n").at(-1);
    expect(line).toContain(String.raw` | Module \_c\_\<b\> | `);
    expect(line).toContain("| `_c_<b>` |");
  });

  it("keeps a name with a bar in its cell", () => {
    const odd = { ...googlenet, modules: [{ name: "a|b", stages: [] }] };
    expect(shapeTable(buildGraph(odd))).toContain(String.raw`| \`a\|b\` |`.replaceAll("\\`", "`"));
  });
});
