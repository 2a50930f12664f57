import type { AnswerOf, InputOf } from "../../model/asking/index.js";
import type { SeenImage } from "../../model/asking/seenImage.js";
import { outputOf } from "../../model/network/outputOf.js";
import type { NetworkGraph } from "../../model/network/graph.js";

/** A test set of so many invented images, of three classes in turn. */
export function inventedLabels(count = 12): AnswerOf<"testLabels"> {
  const classNames = ["Trouser", "Sneaker", "Bag"];
  return { classNames, labels: Uint16Array.from({ length: count }, (_, example) => example % 3) };
}

/** Of which every fourth is taken for the class after its own. */
export function inventedTests(count = 12): AnswerOf<"testedExamples"> {
  const { classNames, labels } = inventedLabels(count);
  return {
    ...{ step: 200, classNames, labels },
    chosen: labels.map((label, example) => (example % 4 === 3 ? (label + 1) % 3 : label)),
    losses: Float32Array.from(labels, () => 0.5),
    confidences: Float32Array.from(labels, () => 0.6),
  };
}

/** The mistakes among them, from the one after an image on, two at a time. */
export function inventedMistakes({
  after,
  within,
}: InputOf<"nextMistake">): AnswerOf<"nextMistake"> {
  const { labels, chosen } = inventedTests();
  const order = labels.map((_, place) => (after + 1 + place) % labels.length);
  const mistakes = [...order].filter(
    (example) =>
      chosen[example] !== labels[example] && (within === null || labels[example] === within),
  );
  return { step: 200, examples: mistakes.slice(0, 2) };
}

/** What a network makes of one of them; null for one that there is not. */
export function inventedSight(
  graph: NetworkGraph,
  { example = 0, own, nodes, most, channels: wanted = {} }: InputOf<"seenImage">,
  { step = 200, count = 12 }: { readonly step?: number; readonly count?: number } = {},
): SeenImage | null {
  if (example >= count) return null;
  const { classNames } = inventedLabels(count);
  const label = example % 3;
  const chosen = inventedTests(count).chosen[example];
  return {
    ...{ step, classNames, label: own === undefined ? label : null },
    image: { height: 4, width: 4, channels: 1, pixels: pixelsOf(16, example) },
    probabilities: classNames.map((_, place) => (place === chosen ? 0.75 : 0.125)),
    nodes: Object.fromEntries(
      nodes.flatMap((id) => {
        const output = outputOf(graph, id);
        const [channels = 1, height = 1, width = 1] =
          graph.byId.get(output ?? "")?.outputShape ?? [];
        if (output === null) return [];
        const all = Array.from({ length: channels }, (_, place) => ({
          // Not in the order of the channels, and not the same of each image.
          channel: (place * 7 + 3 + (example % 2)) % channels,
          mean: 2 / (place + 1),
          largest: 4 / (place + 1),
        }));
        const asked = wanted[id]?.flatMap(
          (channel) => all.find((map) => map.channel === channel) ?? [],
        );
        const maps = (asked ?? all).slice(0, most);
        const pixels = pixelsOf(maps.length * height * width, example + step);
        return [[id, { height, width, channels, largest: 4, isSigned: false, maps, pixels }]];
      }),
    ),
  };
}

/** A picture that is turned and inverted unless a person decides otherwise. */
export function inventedPicture({
  isTurned,
  isInverted,
}: InputOf<"preparedPicture">): AnswerOf<"preparedPicture"> {
  const tile = { height: 4, width: 4, channels: 1, pixels: pixelsOf(16, 1) };
  return {
    steps: [
      {
        id: "taken",
        isDone: null,
        tile: { ...tile, width: 2, channels: 3, pixels: pixelsOf(24, 2) },
      },
      {
        id: "turned",
        isDone: isTurned ?? true,
        tile: { ...tile, channels: 3, pixels: pixelsOf(48, 3) },
      },
      { id: "gray", isDone: null, tile },
      { id: "inverted", isDone: isInverted ?? true, tile },
      { id: "trimmed", isDone: true, tile },
      { id: "resized", isDone: null, tile },
    ],
    ...{ pixels: "AAAA", isAnimated: false, isBlank: false },
  };
}

function pixelsOf(length: number, seed: number): Uint8Array {
  return Uint8Array.from({ length }, (_, place) => (place * 37 + seed * 59) % 256);
}
