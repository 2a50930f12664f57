// @vitest-environment jsdom
import { signal } from "@preact/signals-core";
import { select } from "d3";
import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { initialRunState, reduce } from "../../../model/run/state.js";
import { drawInspector, drawPanel } from "../../../webview/inspector/drawInspector.js";
import type { FieldImage } from "../../../webview/inspector/parts/tab.js";
import { shapeTab } from "../../../webview/inspector/shape/shape.js";
import { sampleDataset } from "../../../webview/inspector/shape/sampleImages/sampleImages.js";
import { shownFieldOf } from "../../../webview/inspector/shownField.js";
import { RunStore } from "../../../webview/state/runStore.js";
import type { Seeing } from "../../../webview/state/seeing/seeing.js";
import { liveValuesOf } from "../../../webview/state/liveValues.js";
import { nothingSeen, type SeenState } from "../../../webview/state/seeing/imageRequests.js";
import { ViewStore } from "../../../webview/state/viewStore.js";
import { findDataset } from "../../../model/data/index.js";
import { oddNetwork } from "../../support/oddNetwork.js";
import { inventedSight } from "../../support/seenImages.js";
import { startedEvent } from "../../support/startedEvent.js";

const graph = buildGraph(oddNetwork);

function stores() {
  const [runs, view, state] = [new RunStore(), new ViewStore({}), signal<SeenState>(nothingSeen)];
  // SAFETY: of what goes through the network its state alone is read.
  const seeing = { state } as unknown as Seeing;
  const begin = (dataset: string): void => {
    const started = startedEvent();
    const event = { ...started, dataset: { ...started.dataset, id: dataset } };
    runs.run.value = reduce(initialRunState, event);
  };
  const look = { example: 4, nodes: [], most: 1 };
  const answer = (): void => {
    state.value = {
      ...nothingSeen,
      asked: look,
      seen: { look, image: inventedSight(graph, look)! },
    };
  };
  return { view, begin, answer, state, field: shownFieldOf({ runs, view, seeing }) };
}

describe("a receptive field is drawn", () => {
  it("on the images that came along, for a run of them and before any", () => {
    const { begin, field, view, answer } = stores();
    expect(field.value).toBe("samples");
    begin(sampleDataset);
    view.showExample(4);
    answer();
    expect(field.value).toBe("samples");
    expect(findDataset(sampleDataset)).toBeDefined();
  });

  it("on nothing but what goes through the network, for a run of other data", () => {
    const { begin, field, view, answer, state } = stores();
    begin("folder");
    expect(field.value).toBeNull();
    view.showExample(4);
    expect(field.value).toBeNull();
    answer();
    expect(field.value).toBe(state.value.seen!.image.image);
    view.toggleImage();
    expect(field.value).toBeNull();
  });

  it("with a choice among ten, with the image that is there, or with the way to one", () => {
    const aside = select<HTMLElement, unknown>(
      document.body.appendChild(document.createElement("aside")),
    );
    const node = graph.nodes.find(({ kind }) => kind === "convolution")!;
    const shown = { graph, node, live: liveValuesOf(initialRunState) };
    let chosen = 0;
    const actions = { choose: () => undefined, chooseImage: () => (chosen += 1) };
    drawInspector(aside, shown, shapeTab, { chooseTab: () => undefined, choose: () => undefined });
    const draw = (fieldImage: FieldImage): HTMLElement => {
      // SAFETY: the tab does nothing else.
      drawPanel(aside, { ...shown, fieldImage, actions: actions as never }, shapeTab);
      return aside.node()!;
    };
    const image = inventedSight(graph, { example: 4, nodes: [], most: 1 })!.image;
    for (const round of [1, 2]) {
      expect(draw("samples").querySelectorAll("[data-image]"), String(round)).toHaveLength(10);
      const whole = draw(image);
      expect(whole.querySelectorAll("[data-image]")).toHaveLength(0);
      expect(whole.querySelector(".field .image")!.getAttribute("href")).toMatch(/^data:image/u);
      expect(whole.querySelector<HTMLElement>(".no-image")!.hidden).toBe(true);
      const bare = draw(null);
      expect(bare.querySelector(".field .image")!.getAttribute("display")).toBe("none");
      expect(bare.querySelector(".field")!.getAttribute("aria-label")).not.toMatch(
        /image \d|goes/u,
      );
      expect(bare.querySelector(".field .seen")).not.toBeNull();
      expect(bare.querySelector<HTMLElement>(".no-image")!.hidden).toBe(false);
      bare.querySelector<HTMLElement>(".no-image button")!.click();
      expect(chosen).toBe(round);
    }
  });
});
