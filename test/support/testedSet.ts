import type { TestedExamples } from "../../model/asking/testedExamples.js";
import type { ImageTiles } from "../../model/asking/testImages.js";
import type { TestMap } from "../../model/asking/testMap.js";
import { createRandom } from "./random.js";

export interface TestedSetOptions {
  readonly examples?: number;
  readonly classNames?: readonly string[];
  readonly step?: number;
  /** Classes that are taken for each other, by their numbers. */
  readonly alike?: readonly (readonly number[])[];
}

const fashion = [
  "T-shirt",
  "Trouser",
  "Pullover",
  "Dress",
  "Coat",
  "Sandal",
  "Shirt",
  "Sneaker",
  "Bag",
  "Ankle boot",
];

/** Shirts, pullovers and coats; and shoes. */
const fashionAlike = [
  [0, 2, 4, 6],
  [5, 7, 9],
];

/** What an invented network says of an invented test set: the same for the same options. */
export function testedSet({
  examples = 1000,
  classNames = fashion,
  step = 4690,
  alike = classNames === fashion ? fashionAlike : [],
}: TestedSetOptions = {}): TestedExamples {
  const random = createRandom(11);
  const pick = (from: readonly number[]): number => from[Math.floor(random() * from.length)] ?? 0;
  const all = classNames.map((_, label) => label);
  const said = {
    ...{ step, classNames, labels: new Uint16Array(examples) },
    ...{ chosen: new Uint16Array(examples), losses: new Float32Array(examples) },
    confidences: new Float32Array(examples),
  };
  for (let example = 0; example < examples; example++) {
    const label = example % classNames.length;
    const near = alike.find((group) => group.includes(label));
    const isSlip = random() < (near === undefined ? 0.02 : 0.18);
    const chosen = isSlip ? pick(random() < 0.9 ? (near ?? all) : all) : label;
    const confidence = 0.3 + 0.7 * (isSlip ? random() : Math.sqrt(random()));
    const right = chosen === label ? confidence : (1 - confidence) * (0.05 + 0.9 * random());
    said.labels[example] = label;
    said.chosen[example] = chosen;
    said.confidences[example] = confidence;
    said.losses[example] = -Math.log(right);
  }
  return said;
}

/** Images by their numbers, each another one: a ring that is as large as its number says. */
export function ringTiles(numbers: readonly number[], side = 28): ImageTiles {
  const pixels = new Uint8Array(numbers.length * side * side);
  numbers.forEach((number, place) => {
    const radius = side / 8 + ((number * 7) % side) / 3;
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        const distance = Math.hypot(row - side / 2, column - side / 2);
        const ink = Math.max(0, 1 - Math.abs(distance - radius) / 2);
        pixels[(place * side + row) * side + column] = Math.round(255 * ink);
      }
    }
  });
  return { height: side, width: side, channels: 1, pixels };
}

const neighborsOfEach = 15;

/** A map of an invented test set: a heap for each class, and a slip lies halfway to what it is taken for. */
export function testedMap({ step, labels, chosen, classNames }: TestedExamples): TestMap {
  const random = createRandom(23);
  const count = labels.length;
  const places = new Float32Array(2 * count);
  const center = (label: number, which: number): number => {
    const angle = (2 * Math.PI * label) / classNames.length;
    return 8 * (which === 0 ? Math.cos(angle) : Math.sin(angle));
  };
  labels.forEach((label, example) => {
    const taken = chosen[example] ?? label;
    for (const which of [0, 1]) {
      const middle = (center(label, which) + center(taken, which)) / 2;
      places[2 * example + which] = middle + 2 * (random() + random() - 1);
    }
  });
  const each = Math.min(neighborsOfEach, count - 1);
  const neighbors = new Int32Array(count * each);
  const distances = new Float32Array(count * each);
  const gap = (a: number, b: number): number =>
    Math.hypot(
      (places[2 * a] ?? 0) - (places[2 * b] ?? 0),
      (places[2 * a + 1] ?? 0) - (places[2 * b + 1] ?? 0),
    );
  // Of a large set only among those that follow, since looking at all takes long.
  const looked = Math.min(count - 1, 400);
  for (let example = 0; example < count; example++) {
    const others = Array.from({ length: looked }, (_, at) => (example + 1 + at) % count);
    const nearest = others.map((other) => ({ other, far: gap(example, other) }));
    nearest.sort((a, b) => a.far - b.far);
    nearest.slice(0, each).forEach(({ other, far }, place) => {
      neighbors[example * each + place] = other;
      distances[example * each + place] = far;
    });
  }
  return { step, features: 1024, places, neighbors, distances, each };
}
