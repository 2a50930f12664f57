import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { findNetwork } from "../../../model/network/index.js";
import { accesses } from "../../../model/program/accesses.js";
import {
  augmentationOf,
  changeOf,
  originOf,
  type AugmentationKind,
  type Change,
} from "../../../model/program/augmentation.js";
import { buildProgram } from "../../../model/program/build.js";
import { plainDescent } from "../../../model/program/recipe.js";
import { recipeOf } from "../../../model/training/recipeOf.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import { residualNetwork } from "../../support/residualNetwork.js";

const size = { height: 28, width: 20 };
const places = Array.from({ length: 4000 }, (_, place) => place);

function changesBy(kinds: readonly AugmentationKind[], step = 1, key = 7): readonly Change[] {
  const augmentation = augmentationOf(kinds, size);
  if (augmentation === null) throw new Error("Nothing is changed.");
  return places.map((place) => changeOf({ ...augmentation, key }, step, place, [28, 20]));
}

const all: readonly AugmentationKind[] = ["flip", "shift", "erase"];
const share = (of: readonly boolean[]): number => of.filter(Boolean).length / of.length;

describe("what is drawn for a picture", () => {
  it("is nothing where nothing is chosen", () => {
    expect(augmentationOf([], size)).toBeNull();
  });

  it("mirrors and erases half of them", () => {
    const changes = changesBy(all);
    expect(share(changes.map(({ isFlipped }) => isFlipped))).toBeCloseTo(0.5, 1);
    expect(share(changes.map(({ hole }) => hole !== null))).toBeCloseTo(0.5, 1);
  });

  it("moves them alike in each direction, by up to a twelfth of the side", () => {
    const changes = changesBy(["shift"]);
    for (const [far, moves] of [
      [2, changes.map(({ down }) => down)],
      [2, changes.map(({ across }) => across)],
    ] as const) {
      for (let move = -far; move <= far; move++) {
        expect(share(moves.map((each) => each === move))).toBeCloseTo(1 / (2 * far + 1), 1);
      }
      expect(Math.max(...moves.map(Math.abs))).toBe(far);
    }
  });

  it("has holes within the picture, of at most half a side", () => {
    const holes = changesBy(["erase"]).flatMap(({ hole }) => hole ?? []);
    expect(Math.max(...holes.map(({ height }) => height))).toBe(14);
    expect(Math.min(...holes.map(({ height }) => height))).toBe(3);
    expect(Math.max(...holes.map(({ width }) => width))).toBe(10);
    expect(Math.max(...holes.map(({ top, height }) => top + height))).toBe(28);
    expect(Math.max(...holes.map(({ left, width }) => left + width))).toBe(20);
    expect(Math.min(...holes.flatMap(({ top, left }) => [top, left]))).toBe(0);
    expect(new Set(holes.map(({ gray }) => gray)).size).toBe(256);
  });

  it("is the same again, and other for another step, seed or place", () => {
    const changes = changesBy(all);
    expect(changesBy(all)).toEqual(changes);
    for (const other of [changesBy(all, 2), changesBy(all, 1, 8), changes.slice(1)]) {
      const isSame = other.map(
        (each, place) => JSON.stringify(each) === JSON.stringify(changes[place]),
      );
      expect(share(isSame)).toBeLessThan(0.1);
    }
  });
});

describe("where a pixel comes from", () => {
  const unchanged: Change = { isFlipped: false, down: 0, across: 0, hole: null };
  const at = (change: Partial<Change>, y: number, x: number) =>
    originOf({ ...unchanged, ...change }, [y, x], [4, 3]);

  it.each([
    ["is moved", at({ down: 1, across: -1 }, 2, 0), { y: 1, x: 1 }],
    ["comes in", at({ down: 1 }, 0, 0), null],
    ["is mirrored", at({ isFlipped: true }, 2, 0), { y: 2, x: 2 }],
    ["is moved and mirrored", at({ isFlipped: true, across: 1 }, 0, 1), { y: 0, x: 2 }],
    [
      "is in a hole",
      at({ hole: { top: 1, left: 1, height: 2, width: 1, gray: 9 } }, 2, 1),
      { gray: 9 },
    ],
  ])("of what %s", (_, origin, expected) => {
    expect(origin).toEqual(expected);
  });
});

describe("a program", () => {
  const graph = buildGraph(residualNetwork);
  const [, height = 1, width = 1] = graph.input;
  const augmented = { ...plainDescent, augmentation: all };

  it.each([
    ["of their own size", { height, width }],
    ["that are resized", { height: height + 3, width: width + 2 }],
  ])("changes pictures %s in a step alone, by the step's number", (_, images) => {
    const program = buildProgram(graph, images, augmented, 3);
    const changing = program.forward.filter(({ kind }) => kind === "augment");
    expect(changing).toHaveLength(1);
    expect(accesses(changing[0]!).reads).toContain("stepNumber");
    expect(program.evaluation).toEqual(buildProgram(graph, images, plainDescent, 3).evaluation);
  });

  it("of the chapter has the operations it always had", () => {
    const chapter = buildGraph(findNetwork("googlenet")!);
    const images = { height: 28, width: 28 };
    const { forward, evaluation, backward, update, state } = buildProgram(
      chapter,
      images,
      recipeOf(defaultRunConfig("chapter")),
      1,
    );
    const counts = [forward, evaluation, backward, update, state].map(({ length }) => length);
    expect(counts).toEqual([202, 202, 262, 116, 116]);
    expect(forward.slice(0, 4).map(({ kind }) => kind)).toEqual([
      ...["gather", "scale", "resize", "convolution"],
    ]);
    expect(new Set(update.map(({ kind }) => kind))).toEqual(new Set(["gradientDescent"]));
    expect(evaluation).toEqual(forward);
  });
});
