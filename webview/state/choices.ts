import { isRecord } from "./isRecord.js";

/** A sample image of each class of Fashion-MNIST. */
export const sampleCount = 10;

/** What a person chose within the tabs and finds again after a reload. */
export interface KeptChoices {
  /** The class of the sample image. */
  readonly image: number;
  /** The unit of the output grid whose field is shown; null for the middle one. */
  readonly cell: Cell | null;
  /** The kernel, or the entry of a matrix, that is read out: which output and which input. */
  readonly kernel: Cell;
}

/** What a person chose within the tabs. */
export interface Choices extends KeptChoices {
  /** What is read out of each chart of histograms: which row of its history, which bin; null for the newest's largest. */
  readonly bins: Readonly<Record<string, Cell>>;
  /** The channel whose map is shown large; null for the strongest. */
  readonly map: number | null;
  /** The place in it that is read out; null for its largest value. */
  readonly mapCell: Cell | null;
  /** Whether that place stays while the pointer passes over others. */
  readonly isNumberHeld: boolean;
  readonly mapOrder: MapOrder;
  readonly mapsView: MapsView;
  /** Which of the images that excite the channel is read out: the strongest is 0. */
  readonly patch: number;
  readonly patchKind: PatchKind;
  readonly relevanceKind: RelevanceKind;
  /** The class for which something matters; null for what the image is taken for. */
  readonly relevanceLabel: number | null;
  /** The place of what matters that is read out; null for where it matters most. */
  readonly heatCell: Cell | null;
}

/** How an image that excites a channel is shown: what the channel's unit sees of it, or whole. */
export type PatchKind = "seen" | "whole";

/**
 * What of a node's channels is shown: what they make of an image, how a number of that comes about, what of the
 * image matters, or what they look for.
 */
export type MapsView = "image" | "number" | "relevance" | "excitation";

/** What matters for a class: the pixels by their gradient, or the node's maps by Grad-CAM. */
export type RelevanceKind = "pixels" | "maps";

/**
 * How a node's maps follow each other: the strongest first, by their channels, or, of two images, those first that
 * differ most.
 */
export type MapOrder = "strength" | "channel" | "difference";

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export const firstChoices: Choices = {
  image: 9, // An ankle boot, the data set's own first example.
  cell: null,
  kernel: { row: 0, column: 0 },
  bins: {},
  map: null,
  mapCell: null,
  isNumberHeld: false,
  mapOrder: "strength",
  mapsView: "image",
  patch: 0,
  patchKind: "seen",
  relevanceKind: "pixels",
  relevanceLabel: null,
  heatCell: null,
};

/** What stays when another node is chosen: a place in one node's grid means nothing in another's. */
export function choicesForNext(choices: Choices): Choices {
  const { image, mapOrder, mapsView, patchKind, relevanceKind, relevanceLabel } = choices;
  const kept = { image, mapOrder, mapsView, patchKind, relevanceKind, relevanceLabel };
  return { ...firstChoices, ...kept };
}

/** Whether this is what `KeptChoices` says; a place may lie beyond the grid of a network that came since. */
export function areKeptChoices(value: unknown): value is KeptChoices {
  if (!isRecord(value)) return false;
  const { image, cell, kernel } = value;
  return isPlace(image) && image < sampleCount && (cell === null || isCell(cell)) && isCell(kernel);
}

function isCell(value: unknown): value is Cell {
  if (!isRecord(value)) return false;
  const { row, column } = value;
  return isPlace(row) && isPlace(column);
}

function isPlace(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}
