import { chapterResults } from "../../model/metrics/chapterResults.js";
import { chapterRuns } from "../../model/metrics/chapterRuns.js";
import type { Span, Track } from "../../model/metrics/track.js";
import { childOf, type HtmlSelection } from "../marks/dom.js";
import { t } from "../words/l10n.js";
import { updateText } from "../marks/update.js";
import { cautionOf, verdictOf } from "./trackText.js";

interface TrackRow {
  readonly id: string;
  readonly cells: readonly string[];
}

/**
 * The run beside the chapter's published results and the recorded runs.
 *
 *     div
 *       p.verdict[data-standing]
 *       p.caution
 *       table.numbers > thead > tr > th ×4
 *                       tbody > tr[data-row] > th + td ×3
 */
export function drawTrack(parent: HtmlSelection, track: Track): void {
  updateText(
    childOf(parent, "p", "verdict").attr("data-standing", track.standing ?? "unknown"),
    () => verdictOf(track),
  );
  updateText(childOf(parent, "p", "caution"), () => cautionOf(track));
  const table = childOf(parent, "table", "numbers");
  const titles = ["", t("loss"), t("train"), t("test")];
  childOf(childOf(table, "thead", "head"), "tr", "titles")
    .selectAll<HTMLTableCellElement, string>("th, td")
    .data(titles, (title) => title)
    .join((enter) =>
      enter.append(function (title) {
        // A heading without a word would be one of nothing.
        return this.ownerDocument.createElement(title === "" ? "td" : "th");
      }),
    )
    .attr("scope", (title) => (title === "" ? null : "col"))
    .text((title) => title);
  childOf(table, "tbody", "body")
    .selectAll<HTMLTableRowElement, TrackRow>("tr")
    .data(rowsOf(track), ({ id }) => id)
    .join((enter) => {
      const row = enter.append("tr").attr("data-row", ({ id }) => id);
      row.append("th").attr("scope", "row");
      for (let index = 0; index < 3; index++) row.append("td");
      return row;
    })
    .order()
    .each(function ({ cells }) {
      for (const [index, cell] of [...this.children].entries()) {
        const text = cells[index] ?? "";
        if (cell.textContent !== text) cell.textContent = text;
      }
    });
}

function rowsOf({ epoch, own, recorded, unrecorded }: Track): readonly TrackRow[] {
  const ofRun =
    own === null || epoch === null
      ? []
      : [
          {
            id: "own",
            cells: [
              t("This run, epoch {0}", epoch),
              ...[own.trainLoss, own.trainAccuracy, own.testAccuracy].map(three),
            ],
          },
        ];
  const ofRecorded =
    recorded === null || epoch === null
      ? []
      : [
          {
            id: "recorded",
            cells: [
              t("{0} recorded runs, epoch {1}", chapterRuns.length, epoch),
              ...[recorded.trainLoss, recorded.trainAccuracy, recorded.testAccuracy].map(spanText),
            ],
          },
        ];
  return [
    ...ofRun,
    ...ofRecorded,
    ...(unrecorded === null ? chapterResults : []).map(
      ({ framework, trainLoss, trainAccuracy, testAccuracy }) => ({
        id: framework,
        cells: [
          t("The chapter, {0}, epoch 10", framework),
          ...[trainLoss, trainAccuracy, testAccuracy].map(three),
        ],
      }),
    ),
  ];
}

function three(value: number): string {
  return value.toFixed(3);
}

function spanText([low, high]: Span): string {
  return low === high ? three(low) : `${three(low)}–${three(high)}`;
}
