import { signal } from "@preact/signals-core";
import { describe, expect, it } from "vitest";
import { MapState } from "../../../../webview/evaluation/map/mapState.js";
import { surroundingsOf } from "../../../../webview/evaluation/map/neighborTable.js";
import { mapBar, tilesSummary, tilesTitle } from "../../../../webview/evaluation/map/mapTexts.js";
import { coloredPoints } from "../../../../webview/evaluation/map/pointKinds.js";
import { testedOf } from "../../../../webview/evaluation/tested.js";
import type { EvaluationStores } from "../../../../webview/evaluation/stores.js";
import { testedMap, testedSet } from "../../../support/testedSet.js";

const said = testedSet({ examples: 400 });
const map = testedMap(said);

function stateOf(shown = map, tested = said): MapState {
  return new MapState({
    testing: { tested: signal(testedOf(tested)) },
    mapping: { answer: signal(shown) },
  } as unknown as EvaluationStores);
}

function isMistake(example: number): boolean {
  return said.labels[example] !== said.chosen[example];
}

describe("the images beside the map", () => {
  it("are all, the worst first, until something is chosen", () => {
    const state = stateOf();
    const losses = state.examples.value.map((example) => said.losses[example]!);
    expect(losses).toHaveLength(400);
    expect(losses).toEqual(losses.toSorted((a, b) => b - a));
  });

  it("are those that a filter shows, also within an outline", () => {
    const state = stateOf();
    state.outline([3, 6, 16, 26, 36, 46, 106]);
    expect(state.examples.value.toSorted((a, b) => a - b)).toEqual([3, 6, 16, 26, 36, 46, 106]);
    state.show({ label: 6, isMistakesOnly: true });
    for (const example of state.examples.value) expect(isMistake(example)).toBe(true);
    expect(state.choice.value.kind).toBe("outlined");
    state.showAll();
    const about = [...said.labels.keys()].filter(
      (each) => isMistake(each) && (said.labels[each] === 6 || said.chosen[each] === 6),
    );
    expect(state.examples.value.toSorted((a, b) => a - b)).toEqual(about);
    expect(about.length).toBeGreaterThan(3);
    expect(tilesTitle(state.content.value!, state.choice.value, state.filter.value)).toBe(
      "Mistakes about Shirt",
    );
  });

  it("are an image and its nearest, whatever is shown, and go when a filter is chosen", () => {
    const state = stateOf();
    state.show({ isMistakesOnly: true });
    state.near(12);
    const nearest = [...map.neighbors.subarray(12 * map.each, 13 * map.each)];
    expect(state.examples.value).toEqual([12, ...nearest]);
    expect(state.active.value).toBe(12);
    const summary = tilesSummary(state.content.value!, nearest);
    const told = [...summary.matchAll(/\d+/gu)].map(([count]) => Number(count));
    expect(told.reduce((sum, count) => sum + count, 0)).toBe(nearest.length);
    state.show({ label: 3 });
    expect(state.choice.value).toEqual({ kind: "shown" });
  });

  it("are none where the map is of other images than were tested", () => {
    expect(stateOf(testedMap(testedSet({ examples: 401 }))).examples.value).toEqual([]);
    const first = { ...map, places: map.places.subarray(0, 200) };
    const state = stateOf(first);
    expect(state.content.value?.count).toBe(100);
    expect(Math.max(...state.examples.value)).toBe(99);
  });
});

describe("the points", () => {
  const content = stateOf().content.value!;

  it("are colored by class, by error and by loss", () => {
    const byClass = coloredPoints(content, "class");
    expect(byClass.kinds.map(({ text }) => text)).toEqual(said.classNames);
    expect(new Set(byClass.kinds.map(({ color }) => color)).size).toBe(10);
    const byError = coloredPoints(content, "error");
    const byLoss = coloredPoints(content, "loss");
    const order = [...said.labels.keys()].toSorted((a, b) => said.losses[a]! - said.losses[b]!);
    for (const example of order) {
      expect(byClass.kindOf(example)).toBe(said.labels[example]);
      expect(byError.kindOf(example)).toBe(isMistake(example) ? 1 : 0);
    }
    const steps = order.map((example) => byLoss.kindOf(example));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect([steps[0], steps.at(-1)]).toEqual([0, byLoss.kinds.length - 1]);
  });

  it("are told as a table, by what is nearest to each class's images", () => {
    const rows = surroundingsOf(content);
    expect(rows.map(({ label }) => label)).toEqual([...said.classNames.keys()]);
    for (const { label, images, own, other } of rows) {
      const of = [...said.labels.keys()].filter((example) => said.labels[example] === label);
      const nearest = of.flatMap((example) =>
        [...map.neighbors.subarray(example * map.each, (example + 1) * map.each)].map(
          (each) => said.labels[each]!,
        ),
      );
      const share = (which: number): number =>
        nearest.filter((each) => each === which).length / nearest.length;
      expect(images).toBe(of.length);
      expect(own).toBeCloseTo(share(label), 9);
      const others = said.classNames.map((_, each) => (each === label ? 0 : share(each)));
      expect(other?.share ?? 0).toBeCloseTo(Math.max(...others), 9);
    }
  });
});

describe("the bar above the map", () => {
  const content = stateOf().content.value!;
  const asked = { content: null, isAtWork: false, ask: () => undefined, cancel: () => undefined };
  const quiet = { kind: "quiet" } as const;

  it("offers the map, says how far it is, and what went wrong", () => {
    expect(mapBar({ ...asked, standing: quiet }).choices).toMatchObject([
      { label: "Draw the map" },
    ]);
    expect(mapBar({ ...asked, standing: quiet, isAtWork: true }).text).toContain("slows it");
    const asking = { kind: "asking", done: 250, of: 1000 } as const;
    const bar = mapBar({ ...asked, standing: asking });
    expect(bar.text).toMatch(/^Drawing the map: 25/u);
    expect(bar).toMatchObject({
      progress: 0.25,
      choices: [{ label: "Cancel" }],
    });
    const failed = { kind: "failed", message: "The data are gone." } as const;
    expect(mapBar({ ...asked, standing: failed }).text).toBe("The data are gone.");
  });

  it("says of how many images it is, and of which weights", () => {
    const told = mapBar({ ...asked, content, standing: quiet });
    expect(told.choices).toEqual([]);
    expect(told.text).toMatch(/^400 images, by the 1,024/u);
    const first = { ...content, count: 100 };
    expect(mapBar({ ...asked, content: first, standing: quiet }).text).toMatch(
      /^The first 100 of 400/u,
    );
    const older = { ...content, map: { ...map, step: 7 } };
    expect(mapBar({ ...asked, content: older, standing: quiet })).toMatchObject({
      text: "The map is of the weights after step 7.",
      choices: [{ label: "Draw it again" }],
    });
  });
});
