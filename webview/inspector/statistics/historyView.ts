import { tickStep } from "d3";
import { formatCount } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { measures, type Measure } from "../../state/measures.js";
import { scoreMeasures } from "../../state/scoreMeasures.js";
import type { NodeId } from "../../../model/network/spec.js";
import type { LiveValues } from "../../state/liveValues.js";
import type { Table } from "../parts/drawTable.js";

/** A measure of a node over the steps at which it was taken. */
export interface History {
  readonly measure: Measure;
  /** The newest, in words. */
  readonly now: string;
  /** The oldest first; null where the node has none. */
  readonly values: readonly (number | null)[];
  /** From where to where it goes; null where nothing was measured. */
  readonly range: HistoryRange | null;
}

/** All as they are written. */
export interface HistoryRange {
  readonly least: string;
  readonly most: string;
  readonly firstStep: string;
  readonly lastStep: string;
}

/** Every live measure of a node, and what it says of the classes where it is an auxiliary head. */
export function historiesOf(id: NodeId, live: LiveValues): readonly History[] {
  const { steps } = live;
  const scores = scoreMeasures.filter((measure) => live.latest(id)?.[measure.id] !== undefined);
  return [...scores, ...measures].map((measure) => {
    const values = live.history(id, measure.id);
    const now = measure.format(live.latest(id)?.[measure.id]);
    return { measure, now, values, range: rangeOf(measure, values, steps) };
  });
}

function rangeOf(
  { format }: Measure,
  values: readonly (number | null)[],
  steps: readonly number[],
): HistoryRange | null {
  const known = values.filter((value): value is number => Number.isFinite(value));
  const [first, last] = [steps[0], steps[steps.length - 1]];
  if (known.length === 0 || first === undefined || last === undefined) return null;
  return {
    least: format(Math.min(...known)),
    most: format(Math.max(...known)),
    firstStep: formatCount(first),
    lastStep: formatCount(last),
  };
}

/** The picture as a sentence. */
export function historyText({ measure, now, range }: History): string {
  return range === null
    ? t("{0}, now {1}", measure.title, now)
    : t(
        "{0}, now {1}; {2} to {3} from step {4} to {5}",
        measure.title,
        now,
        range.least,
        range.most,
        range.firstStep,
        range.lastStep,
      );
}

const usualRows = 20;

/** All measures that the node has, a row a step: about 20 over what is kept, the newest first. */
export function historyTable(histories: readonly History[], steps: readonly number[]): Table {
  const shown = histories.filter(({ range }) => range !== null);
  return {
    caption: t("Live numbers over the steps"),
    columns: [t("Step"), ...shown.map(({ measure }) => measure.word)],
    rows: rowPlaces(steps).map((place) => ({
      id: String(steps[place]),
      cells: [
        formatCount(steps[place] ?? 0),
        ...shown.map(({ measure, values }) => measure.format(values[place])),
      ],
    })),
  };
}

/** The newest, and one for each round number of steps, so that rows stay while a run goes on. */
function rowPlaces(steps: readonly number[]): readonly number[] {
  const last = steps.length - 1;
  const every = Math.max(1, tickStep(steps[0] ?? 0, steps[last] ?? 0, usualRows));
  const roundOf = (place: number): number => Math.floor((steps[place] ?? 0) / every);
  return [...steps.keys()]
    .filter((place) => place === last || roundOf(place) !== roundOf(place - 1))
    .reverse();
}
