import type { NodeId } from "../../model/network/spec.js";
import { areKeptChoices, type KeptChoices } from "./choices.js";
import type { ChosenPlace } from "../layout/chosenPlace.js";
import type { WhatIf } from "../protocol.js";
import { largestInput } from "./whatIf.js";
import { isRecord } from "./isRecord.js";
import { isTexts } from "./isTexts.js";
import type { Moment } from "./timeline.js";
import { readMutedParts, type MutedParts } from "./muting/mutedParts.js";
import { readChosenImage, type ChosenImage } from "./seeing/chosenImage.js";
import { readCompared, type Compared } from "./seeing/compared.js";
import { readStrokes, type Strokes } from "./seeing/drawing.js";

/** Where a person moved the picture by hand; null while it is fitted to its window, whatever that becomes. */
export type ChosenZoom = ChosenPlace | null;

/** What the page keeps for itself over a reload; never part of the run. */
export interface ViewState {
  /** What the stage shows: a module, a block, or null for everything. */
  readonly scope: NodeId | null;
  readonly selection: NodeId | null;
  readonly tab: string;
  readonly measure: string;
  readonly zoom: ChosenZoom;
  readonly isPresenting: boolean;
  /** The cards that a person has put away; see `header/dismissal.ts`. */
  readonly dismissed: readonly string[];
  /** Modules and blocks that are folded to a card. */
  readonly folded: readonly NodeId[];
  /** Under the name that it has had in what VS Code keeps. */
  readonly question: WhatIf;
  /** What is sent through the network; null for nothing. */
  readonly image: ChosenImage | null;
  /** What is looked at beside it; null for nothing. */
  readonly compared: Compared | null;
  /** Whether the drawing pad is open, and what is drawn on it. */
  readonly isDrawing: boolean;
  readonly strokes: Strokes;
  readonly muted: MutedParts;
  readonly showsFlow: boolean;
  readonly flowsByImage: boolean;
  /** The sample image, the unit and the kernel that the inspector shows. */
  readonly choices: KeptChoices;
  readonly moment: Moment | null;
}

/** What was kept, as far as it can be understood. */
export function parseViewState(kept: unknown): Partial<ViewState> {
  if (!isRecord(kept)) return {};
  const { scope, zoom, dismissed, folded, question, choices, moment } = kept;
  const muted = readMutedParts(kept["muted"]);
  return {
    ...(scope === null || typeof scope === "string" ? { scope } : {}),
    ...ofType(kept, "selection", "string"),
    ...ofType(kept, "tab", "string"),
    ...ofType(kept, "measure", "string"),
    ...(isZoom(zoom) ? { zoom } : {}),
    ...ofType(kept, "isPresenting", "boolean"),
    ...(isTexts(dismissed) ? { dismissed } : {}),
    ...(isTexts(folded) ? { folded } : {}),
    ...(isWhatIf(question) ? { question } : {}),
    ...parseImages(kept),
    ...(muted === null ? {} : { muted }),
    ...ofType(kept, "showsFlow", "boolean"),
    ...ofType(kept, "flowsByImage", "boolean"),
    ...(areKeptChoices(choices) ? { choices } : {}),
    ...(isMoment(moment) ? { moment } : {}),
  };
}

/** The images that are looked at, and how they are come by. */
function parseImages(
  kept: Readonly<Record<string, unknown>>,
): Partial<Pick<ViewState, "image" | "compared" | "isDrawing" | "strokes">> {
  const image = readChosenImage(kept["image"]);
  const compared = readCompared(kept["compared"]);
  const strokes = readStrokes(kept["strokes"]);
  return {
    ...(image === null ? {} : { image }),
    ...(compared === null ? {} : { compared }),
    ...ofType(kept, "isDrawing", "boolean"),
    ...(strokes === null ? {} : { strokes }),
  };
}

/** What was kept by that name, where it is of that type. */
function ofType<N extends keyof ViewState>(
  kept: Readonly<Record<string, unknown>>,
  name: N,
  type: "string" | "boolean",
): Partial<Pick<ViewState, N>> {
  // SAFETY: the fields of these names are of the type that was just compared.
  return typeof kept[name] === type ? ({ [name]: kept[name] } as Partial<Pick<ViewState, N>>) : {};
}

function isZoom(value: unknown): value is ChosenPlace {
  if (!isRecord(value) || typeof value["node"] !== "string") return false;
  const { scale, x, y } = value;
  return [scale, x, y].every(Number.isFinite) && typeof scale === "number" && scale > 0;
}

function isMoment(value: unknown): value is Moment {
  return isRecord(value) && typeof value["runId"] === "string" && Number.isFinite(value["step"]);
}

function isWhatIf(value: unknown): value is WhatIf {
  if (!isRecord(value) || !isTexts(value["unreduced"])) return false;
  const size = value["inputSize"];
  return (
    size === null || (Number.isInteger(size) && Number(size) >= 1 && Number(size) <= largestInput)
  );
}
