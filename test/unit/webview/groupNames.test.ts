import { describe, expect, it } from "vitest";
import { buildGraph, type NetworkGraph } from "../../../model/network/graph.js";
import { isBlock } from "../../../model/network/kinds.js";
import { nodeOf } from "../../../model/network/family.js";
import { textsOf } from "../../../webview/draw/nodeContent.js";
import type { NodeText } from "../../../webview/draw/nodeTexts.js";
import { airier } from "../../../webview/layout/airierSizes.js";
import { overlaps, type Box } from "../../../webview/layout/box.js";
import { layoutScene } from "../../../webview/layout/layoutScene.js";
import type { Scene, SceneNode } from "../../../webview/layout/scene.js";
import { compact } from "../../../webview/layout/sizes.js";
import { layoutSlots } from "../../../webview/layout/slots.js";
import { textWidth } from "../../../webview/words/textRoom.js";
import { testedNetworks } from "../../support/testedNetworks.js";

/** The details of a compact picture with the size of their letters in scene units. */
const details = { near: 10, far: 18, outline: 40 } as const;

/** Of the letters in shares of the font size: over the line, and, where a text is read and not only seen, under it. */
const [over, under] = [0.75, 0.2];

function lettersOf(text: Placed, detail: keyof typeof details): Box {
  const size = details[detail];
  const width = textWidth(text.text, size);
  const left = { start: 0, middle: width / 2, end: width }[text.anchor];
  const height = (over + (detail === "outline" ? 0 : under)) * size;
  return { x: text.x - left, y: text.y - over * size, width, height };
}

/** Beside the names the lines of live numbers, of which the longest is about so long. */
const line = "a 0.1234  †12.3%  ∇0.12";

type Placed = Pick<NodeText, "x" | "y" | "anchor" | "text">;

function textsAt(
  scene: Scene,
  graph: NetworkGraph,
  detail: keyof typeof details,
): readonly { readonly id: string; readonly box: Box }[] {
  const named = scene.nodes.filter(isGroup).flatMap((node) =>
    textsOf(node, nodeOf(graph, node.id), scene, [])
      .filter(({ className, text }) => className.split(" ").includes(detail) && text !== "")
      .map((text) => ({ id: `${node.id}: ${text.text}`, box: lettersOf(text, detail) })),
  );
  const lines = layoutSlots(scene).values.filter(({ measure }) => measure === "all");
  const numbers = lines.map(({ id, x, y, anchor }) => ({
    id,
    box: lettersOf({ x, y, anchor, text: line }, detail),
  }));
  return detail === "near" ? [...named, ...numbers] : named;
}

const isGroup = ({ form }: Scene["nodes"][number]): boolean =>
  form === "module" || form === "block" || form === "path";

const airiest = airier(compact)[0]!;
const wholes = [
  [600, compact],
  [1400, airiest],
  [3500, compact],
] as const;
const parts = [
  [600, compact],
  [1400, airiest],
] as const;

describe.each(testedNetworks)("the names of groups in the compact pictures of $id", (network) => {
  const graph = buildGraph(network);
  // Of the same blocks one is enough.
  const alone = graph.nodes
    .filter(isBlock)
    .filter(({ parent }, index, all) => all[index - 1]?.parent !== parent);
  const scopes = [null, ...network.modules.map(({ name }) => name), ...alone.map(({ id }) => id)];

  it.each(["near", "far", "outline"] as const)(
    "%s: lie on no card, and not on each other",
    (detail) => {
      for (const scope of scopes) {
        for (const [width, sizes] of scope === null ? wholes : parts) {
          const scene = layoutScene(graph, scope, width, { sizes });
          const cards = scene.nodes.filter(({ form }) => form === "layer" || form === "folded");
          const names = textsAt(scene, graph, detail);
          for (const [index, name] of names.entries()) {
            const under = cards.filter(({ box }) => overlaps(name.box, box)).map(({ id }) => id);
            expect(under, `${name.id} in ${scope} at ${width}`).toEqual([]);
            const beside = names.slice(index + 1).filter(({ box }) => overlaps(name.box, box));
            expect(beside, `${name.id} in ${scope} at ${width}`).toEqual([]);
          }
        }
      }
    },
  );

  it("are of every block of the trunk and of every module of layers where they are wide enough", () => {
    const scene = layoutScene(graph, null, 1400, { sizes: compact });
    const isNamed = ({ form, hue, isOverLayers }: SceneNode): boolean =>
      (form === "block" && hue === 0) || isOverLayers === true;
    for (const node of scene.nodes.filter(isNamed)) {
      const of = nodeOf(graph, node.id);
      const outlines = textsOf(node, of, scene, []).filter(({ id }) => id === "outline");
      const isWide = textWidth(of.id.split("/").at(-1)!, details.outline) <= node.box.width;
      expect(outlines, node.id).toHaveLength(isWide ? 1 : 0);
    }
  });
});
