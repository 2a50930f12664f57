import type { NodeId } from "../model/network/spec.js";
import { areKeptChoices, type KeptChoices } from "./choices.js";
import type { Place } from "./layout/place.js";
import { largestInput, type Question } from "./question.js";
import { isTexts } from "./texts.js";

/** Where a person moved the picture; null while it is fitted to its window, "uncovered" to what cards leave of that. */
export type ChosenZoom = Place | "uncovered" | null;

/** What the page keeps for itself over a reload; never part of the run. */
export interface ViewState {
  /** What the stage shows: a module, a block, or null for everything. */
  readonly scope: NodeId | null;
  readonly selection: NodeId | null;
  readonly tab: string;
  readonly measure: string;
  readonly zoom: ChosenZoom;
  /** The cards that a person has put away; see `header/dismissal.ts`. */
  readonly dismissed: readonly string[];
  /** Modules and blocks that are folded to a card. */
  readonly folded: readonly NodeId[];
  readonly question: Question;
  /** The sample image, the unit and the kernel that the inspector shows. */
  readonly choices: KeptChoices;
}

/** What was kept, as far as it can be understood. */
export function parseViewState(kept: unknown): Partial<ViewState> {
  if (!isRecord(kept)) return {};
  const { scope, selection, tab, measure, zoom, dismissed, folded, question, choices } = kept;
  return {
    ...(scope === null || typeof scope === "string" ? { scope } : {}),
    ...(typeof selection === "string" ? { selection } : {}),
    ...(typeof tab === "string" ? { tab } : {}),
    ...(typeof measure === "string" ? { measure } : {}),
    ...(isZoom(zoom) ? { zoom } : {}),
    ...(isTexts(dismissed) ? { dismissed } : {}),
    ...(isTexts(folded) ? { folded } : {}),
    ...(isQuestion(question) ? { question } : {}),
    ...(areKeptChoices(choices) ? { choices } : {}),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isZoom(value: unknown): value is ChosenZoom {
  if (value === "uncovered") return true;
  if (!isRecord(value) || typeof value["node"] !== "string") return false;
  const { scale, x, y } = value;
  return [scale, x, y].every(Number.isFinite) && typeof scale === "number" && scale > 0;
}

function isQuestion(value: unknown): value is Question {
  if (!isRecord(value) || !isTexts(value["unreduced"])) return false;
  const size = value["inputSize"];
  return (
    size === null || (Number.isInteger(size) && Number(size) >= 1 && Number(size) <= largestInput)
  );
}
