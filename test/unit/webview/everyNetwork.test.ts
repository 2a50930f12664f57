// @vitest-environment jsdom
import { select } from "d3";
import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { isHead } from "../../../model/network/heads.js";
import { isBlock, isScope } from "../../../model/network/kinds.js";
import type { NetworkNode } from "../../../model/network/node.js";
import { outputOf } from "../../../model/network/outputOf.js";
import type { NodeId } from "../../../model/network/spec.js";
import { initialRunState, reduce } from "../../../model/run/state.js";
import { drawMinimap } from "../../../webview/draw/minimap.js";
import { drawStageLive, drawStageScene, selectSeen } from "../../../webview/draw/stageScene.js";
import { drawStrip, drawStripLive, drawStripSelection } from "../../../webview/draw/stripMap.js";
import { drawInspector, drawNow, drawPanel } from "../../../webview/inspector/drawInspector.js";
import { excitationIn } from "../../../webview/inspector/excitation/patches.js";
import { inspectorTabs, tabOf } from "../../../webview/inspector/index.js";
import { nodeMarkdown } from "../../../webview/inspector/nodeMarkdown.js";
import { membersOf } from "../../../model/network/family.js";
import { layoutScene } from "../../../webview/layout/layoutScene.js";
import { layoutSlots } from "../../../webview/layout/slots.js";
import { layoutStrip, slimStrip, tallStrip } from "../../../webview/layout/strip.js";
import { firstChoices } from "../../../webview/state/choices.js";
import { colorScaleOf } from "../../../webview/state/colorScale.js";
import { liveValuesOf } from "../../../webview/state/liveValues.js";
import {
  colorings,
  headlineMeasures,
  measureOf,
  readMeasure,
  type Coloring,
} from "../../../webview/state/measures.js";
import { spokenTitle } from "../../../webview/words/nodeText.js";
import { inventedExcitation } from "../../support/excitedChannels.js";
import { histogramEvents, timingsEvent } from "../../support/inspectorData.js";
import { readingOf } from "../../support/reading.js";
import { recordedRun } from "../../support/recordedRun.js";
import { drawnNetworks } from "../../support/testedNetworks.js";

/** What a text says where a value was missing or could not be worked out. */
const notSaid = /NaN|Infinity|undefined|null|\{\d\}/u;

function newSvg() {
  return select(document.createElement("div")).append("svg");
}

/** What nodes are drawn alike but for their numbers: a sort that an earlier network has is drawn with that one. */
const earlierSorts = new Set<string>();

type Svg = ReturnType<typeof newSvg>;
const htmlOf = (svg: Svg): string => svg.node()?.outerHTML ?? "";
const idsIn = (svg: Svg, marks: string): readonly string[] =>
  svg
    .selectAll<SVGElement, unknown>(marks)
    .nodes()
    .map((mark) => mark.dataset["id"] ?? "");

describe.each(drawnNetworks)("the pictures of $id", (network) => {
  const graph = buildGraph(network);
  const events = [
    ...recordedRun({ steps: 60, network }),
    ...histogramEvents([50], graph),
    timingsEvent(50, graph),
  ];
  const run = events.reduce(reduce, initialRunState);
  const scopes = [null, ...scopesOf(graph.nodes)];
  const newSorts = newSortsOf(graph.nodes);

  function drawStage(svg: Svg, scope: string | null): void {
    const scene = layoutScene(graph, scope, 1000);
    drawStageScene(svg, { graph, scene, slots: layoutSlots(scene), label: network.title });
    drawStageLive(selectSeen(svg, null), readingOf(graph, run));
  }

  it.each(scopes)("%s: are of every node, the same when drawn twice, and say no gaps", (scope) => {
    const svg = newSvg();
    drawStage(svg, scope);
    const once = htmlOf(svg);
    drawStage(svg, scope);
    expect(htmlOf(svg)).toBe(once);
    expect(once).not.toMatch(notSaid);
    const inside = graph.nodes.filter(
      ({ id, kind }) =>
        kind !== "input" && (scope === null || id === scope || id.startsWith(`${scope}/`)),
    );
    expect(new Set(idsIn(svg, "g.node"))).toEqual(new Set(inside.map(({ id }) => id)));
  });

  it("change no structure with a live update", () => {
    const svg = newSvg();
    drawStage(svg, null);
    const observer = new MutationObserver(() => undefined);
    observer.observe(svg.node()!, { subtree: true, childList: true, attributes: true });
    const later = recordedRun({ steps: 90, network }).reduce(reduce, initialRunState);
    drawStageLive(selectSeen(svg, null), readingOf(graph, later));
    const records = observer.takeRecords();
    expect(records.length).toBeGreaterThan(10);
    for (const { addedNodes, removedNodes } of records) {
      for (const node of [...addedNodes, ...removedNodes]) {
        expect(node.nodeType).toBe(Node.TEXT_NODE);
      }
    }
  });

  it("share out a block's energy and gradients to all of its paths, however many", () => {
    const alike = new Set(scopes);
    // A head's block has the output of one path.
    const blocks = graph.nodes.filter((node) => isBlock(node) && !isHead(node));
    for (const { id } of blocks.filter((block) => alike.has(block.id))) {
      const svg = newSvg();
      drawStage(svg, id);
      const paths = membersOf(graph, id).filter(({ kind }) => kind === "path");
      for (const of of ["energy", "gradient"]) {
        const texts = svg.selectAll<SVGTextElement, unknown>(`[data-share-of$="${of}"]`).nodes();
        const shares = texts.map((text) => Number.parseFloat(text.textContent));
        expect(shares, id).toHaveLength(paths.length);
        // Each is rounded to whole percents.
        const sum = shares.reduce((total, share) => total + share, 0);
        expect(Math.abs(sum - 100), id).toBeLessThanOrEqual(paths.length / 2);
      }
    }
  });

  it.each([tallStrip, slimStrip])("are mapped with a place for every stage", (sizes) => {
    const svg = newSvg();
    const stage = membersOf(graph, network.modules.at(-1)!.name)[0]!;
    const draw = (): void => {
      drawStrip(svg, layoutStrip(graph, 1000, sizes), graph);
      drawStripSelection(svg, stage.parent, stage.id);
      drawStripLive(svg, readingOf(graph, run));
    };
    draw();
    const once = htmlOf(svg);
    draw();
    expect(htmlOf(svg)).toBe(once);
    expect(once).not.toMatch(notSaid);
    const modules = network.modules.map(({ name }) => name);
    const stages = modules.flatMap((id) => membersOf(graph, id).map((member) => member.id));
    expect(idsIn(svg, "g.entry").toSorted()).toEqual(["input", ...modules, ...stages].toSorted());
    const texts = svg.selectAll<SVGGElement, unknown>("g.entry").nodes();
    for (const entry of texts) {
      expect(entry.getAttribute("aria-label")).toBe(
        spokenTitle(graph.byId.get(entry.dataset["id"] ?? "")!),
      );
    }
  });

  it.each(scopes)("%s: have a small map", (scope) => {
    const svg = newSvg();
    const scene = layoutScene(graph, scope, 1000);
    drawMinimap(svg, scene);
    const size = svg.attr("viewBox").split(" ").slice(2).map(Number);
    expect(size[0]).toBeCloseTo(scene.width, 1);
    expect(size[1]).toBeCloseTo(scene.height, 1);
    expect(htmlOf(svg)).not.toMatch(notSaid);
  });

  // Where there is a block its module has layers with the most to tell; else they are all on the stage.
  const scope = graph.nodes.find(isBlock)?.parent ?? null;
  let colored: Svg | undefined;

  it.each(colorings)("are colored by $id: a value and a bar on every layer that has one", (by) => {
    // Drawn once and colored anew, as a page does it.
    const svg = (colored ??= newSvg());
    if (svg.select("g.node").empty()) drawStage(svg, scope);
    const reading = readingOf(graph, run, by.id);
    drawStageLive(selectSeen(svg, null), reading);
    const { live, scale } = reading;
    const layers = graph.nodes.filter(
      ({ id, layer }) => layer && (scope === null || id.startsWith(`${scope}/`)),
    );
    expect(layers.length).toBeGreaterThan(3);
    // One search for all: the page of a test searches slowly.
    const [texts, bars] = [byAttribute(svg, "data-value"), byAttribute(svg, "data-meter")];
    for (const node of layers) {
      const value = readMeasure(by, node, live);
      expect(/^$|–$/u.test(writtenValue(texts, node.id, by)), node.id).toBe(value === null);
      const [from, to] = ["x1", "x2"].map((end) => Number(bars.get(node.id)?.getAttribute(end)));
      const isLong = (to ?? 0) - (from ?? 0) > 0;
      expect(isLong, node.id).toBe(value !== null && scale.fraction(value) > 0);
    }
  });

  it.each(colorings)("are colored by $id with a legend of three to five values", ({ id }) => {
    const measure = measureOf(id);
    const { ticks, fraction } = colorScaleOf(measure, graph, liveValuesOf(run));
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    expect(ticks.length).toBeLessThanOrEqual(5);
    expect([fraction(ticks[0]!), fraction(ticks.at(-1)!)]).toEqual([0, 1]);
  });

  it.each(inspectorTabs)(
    "are explained by the tab $id: every new sort of node, and the same twice",
    (tab) => {
      const actions = { chooseTab: () => undefined, choose: () => undefined };
      const aside = select<HTMLElement, unknown>(document.createElement("aside"));
      for (const node of newSorts) {
        const inspected = { graph, node, live: liveValuesOf(run) };
        const draw = (): void => {
          drawInspector(aside, inspected, tab, actions);
          drawNow(aside, inspected);
          drawPanel(aside, inspected, tab);
        };
        draw();
        const once = aside.html();
        draw();
        expect(aside.html()).toBe(once);
        expect(aside.select("h2").text()).not.toBe("");
        expect(aside.text(), node.id).not.toMatch(notSaid);
      }
    },
  );

  it("tell of every new sort of node what its channels look for, and the same twice", () => {
    const aside = select<HTMLElement, unknown>(document.createElement("aside"));
    const outputs = new Set(newSorts.map(({ id }) => outputOf(graph, id)));
    const excited = graph.nodes.filter(({ id }) => outputs.has(id));
    const answer = inventedExcitation(graph, excited);
    const quiet = { kind: "quiet" } as const;
    const made = { wish: null, standing: quiet, answer: null };
    const shown = { fault: null, tileOf: () => undefined, told: String };
    const excitation = { ...shown, answer, standing: quiet, made };
    const choices = { ...firstChoices, mapsView: "excitation" } as const;
    for (const node of newSorts) {
      const inspected = { graph, node, live: liveValuesOf(run), excitation, choices };
      const draw = (): void => {
        drawPanel(aside, inspected, tabOf("maps"));
      };
      draw();
      const once = aside.html();
      draw();
      expect(aside.html()).toBe(once);
      expect(aside.text(), node.id).not.toMatch(notSaid);
      const isTold = excitationIn(answer, graph, node.id) !== null;
      expect(aside.selectAll('[role="option"]').size(), node.id).toBe(isTold ? 9 : 0);
      expect(aside.select(".reason").text() === "", node.id).toBe(isTold);
    }
  });

  it("are copied node by node as tables without gaps", () => {
    for (const node of graph.nodes) {
      const text = nodeMarkdown({ graph, node, live: liveValuesOf(run) });
      expect(text, node.id).not.toMatch(notSaid);
      expect(text).toContain(network.title);
    }
  });
});

function byAttribute(svg: ReturnType<typeof newSvg>, name: string): ReadonlyMap<string, Element> {
  const found = [...(svg.node()?.querySelectorAll(`[${name}]`) ?? [])];
  return new Map(found.map((element) => [element.getAttribute(name) ?? "", element]));
}

/** Beside the name of a card, or among the numbers that large cards always have. */
function writtenValue(texts: ReadonlyMap<string, Element>, id: string, by: Coloring): string {
  const place = headlineMeasures.findIndex((measure) => measure.id === by.id);
  const written = ["chosen", place].map((at) => texts.get(`${id} ${at}`)?.textContent ?? "");
  return written.find((text) => text !== "") ?? "";
}

/** The first scope of each structure: a network may have the same block ten times. */
function scopesOf(nodes: readonly NetworkNode[]): readonly NodeId[] {
  const structureOf = (scope: NodeId): string =>
    JSON.stringify(
      nodes
        .filter(({ id }) => id.startsWith(`${scope}/`))
        .map(({ kind, layer }) => [kind, layer?.kind]),
    );
  const scopes = nodes.filter(isScope).map(({ id }) => id);
  return [...new Map(scopes.toReversed().map((id) => [structureOf(id), id])).values()];
}

/** The first node of each sort that no earlier network has, and the network's first in any case. */
function newSortsOf(nodes: readonly NetworkNode[]): readonly NetworkNode[] {
  const firsts = new Map(nodes.toReversed().map((node) => [sortOf(node), node]));
  const isNew = (node: NetworkNode): boolean =>
    node === nodes[0] || !earlierSorts.has(sortOf(node));
  const found = [...firsts.values()].filter(isNew);
  for (const sort of firsts.keys()) earlierSorts.add(sort);
  return found;
}

function sortOf({ kind, layer, block, addition, isTrainingOnly }: NetworkNode): string {
  return JSON.stringify([
    ...[kind, block?.type, block?.paths.length, addition, isTrainingOnly],
    { ...layer, name: "", filters: 0 },
  ]);
}
