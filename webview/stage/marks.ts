import { t } from "../words/l10n.js";
import { hueCount } from "../marks/theme.js";
import { registry } from "../../model/registry.js";

/** One mark of the picture, drawn as the picture draws it, and what it says. */
export interface Mark {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** What of the stage's picture it explains; where none of that is seen it is not told of. */
  readonly of: string;
  /** Within 30 × 18. */
  readonly sample: readonly Sample[];
}

interface Sample {
  readonly tag: "rect" | "path";
  readonly className: string;
  readonly attributes: Readonly<Record<string, number | string>>;
  /** Of the strength of a color, in percent. */
  readonly share?: number;
}

function rect(className: string, place: readonly [number, number, number, number]): Sample {
  const [x, y, width, height] = place;
  return { tag: "rect", className, attributes: { x, y, width, height } };
}

function path(className: string, d: string): Sample {
  return { tag: "path", className, attributes: { d } };
}

/** The hues of the picture, side by side. */
function inHues(
  count: number,
  place: (index: number) => readonly [number, number, number, number],
): readonly Sample[] {
  return Array.from({ length: count }, (_, index) => rect(`part hue-${index + 1}`, place(index)));
}

const card: readonly Sample[] = [
  rect("sample-card", [0.5, 0.5, 29, 17]),
  rect("part hue-1", [0.5, 0.5, 3, 17]),
];

/** One entry a kind of mark, from what is seen first to what is small. */
export const marks: readonly Mark[] = registry("marks", [
  {
    id: "card",
    title: t("Card"),
    text: t(
      "A layer: its name, its output as channels × height × width, and at the right how many numbers it learns.",
    ),
    of: '[data-density="roomy"] .node.layer',
    sample: card,
  },
  {
    id: "card-short",
    title: t("Card"),
    text: t("A layer: its name, and its output as channels × height × width."),
    of: ':is([data-density="snug"], [data-density="plain"]) .node.layer',
    sample: card,
  },
  {
    id: "card-compact",
    title: t("Card"),
    text: t("A layer: its output as channels × height × width, and below it its window."),
    of: ':is(.is-near, .is-close) [data-density="compact"] .node.layer',
    sample: card,
  },
  {
    id: "card-far",
    title: t("Card"),
    text: t("A layer, with the number of its channels. Come closer for more."),
    of: '.is-far [data-density="compact"] .node.layer',
    sample: card,
  },
  {
    id: "hue",
    title: t("Blue, purple, yellow, green, red, teal"),
    text: t(
      "The paths of a block, each in the same color everywhere. Gray is what lies outside of the blocks.",
    ),
    of: ".node.layer:not(.hue-0)",
    sample: inHues(hueCount, (index) => [5 * index, 3, 4.4, 12]),
  },
  {
    id: "band",
    title: t("Band"),
    text: t(
      "What flows from layer to layer; the wider it is, the more channels. Features without a grid are drawn as wide as the widest maps at most.",
    ),
    of: ".band",
    sample: [path("band hue-2", "M0,2C15,2 15,6 30,6V12C15,12 15,16 0,16z")],
  },
  {
    id: "stack",
    title: t("Stack"),
    text: t(
      "Where the paths of a block meet: their channels lie on top of each other. In the map above it stands for the whole block.",
    ),
    of: ".stacks .part",
    sample: inHues(4, (index) => [9, 4.5 * index, 12, 4]),
  },
  {
    id: "color",
    title: t("Color of a card"),
    text: t("The measure that the legend names: pale is little, strong is much."),
    of: ".heat",
    sample: [0, 33, 66, 100].map((share, index) => ({
      ...rect("heat", [7.5 * index, 3, 7.5, 12]),
      share,
    })),
  },
  {
    id: "meter",
    title: t("Bar below a card, or in the map"),
    text: t("The same measure as a length. All bars have the same ends, which the legend names."),
    of: ".meter",
    sample: [rect("sample-track", [0, 7, 30, 4]), rect("sample-bar", [0, 7, 17, 4])],
  },
  {
    id: "spark",
    title: t("Line on a card"),
    text: t("How the measure went over the last steps, the newest at the right."),
    of: '.spark[d]:not([d=""])',
    sample: [path("spark hue-1", "M1,15L8,12L14,13L20,6L29,3")],
  },
  {
    id: "maps",
    title: t("Small gray pictures on a card"),
    text: t(
      "What the layer makes of the image: the channels that answer most, the strongest at the left. Black is 0, or, where there are negative numbers, the most negative.",
    ),
    of: "[data-map]",
    sample: [rect("sample-map", [2, 3, 12, 12]), rect("sample-map", [16, 3, 12, 12])],
  },
  {
    id: "pairs",
    title: t("Two of them close together"),
    text: t(
      "The same channel for both images, A at the left and B at the right, on one scale of gray.",
    ),
    of: '[data-map*=" second "]',
    sample: [rect("sample-map", [2.5, 3, 12, 12]), rect("sample-map", [15.5, 3, 12, 12])],
  },
  {
    id: "energy",
    title: t("Bar “energy” beside a block"),
    text: t("How much of the block's output comes from each path, by the sum of its squares."),
    of: ".share-track",
    sample: inHues(4, (index) => [12, 4.5 * index, 6, 4.5]),
  },
  {
    id: "gradient",
    title: t("Bar “gradient” beside it"),
    text: t("Where the block learns now: each path's part of the squared gradient."),
    of: ".share-track",
    sample: inHues(4, (index) => [12, [0, 9, 13, 16][index] ?? 0, 6, [9, 4, 3, 2][index] ?? 0]),
  },
]);
