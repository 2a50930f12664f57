import type { RunConfig } from "../../model/run/config.js";
import { childOf, type HtmlSelection } from "../marks/dom.js";
import { formatCount } from "../words/format.js";
import { t } from "../words/l10n.js";
import { updateText } from "../marks/update.js";
import { differingKeys, toldOf } from "./differences.js";
import { letterOf, mostCompared, type PastRun, type PastRuns } from "./pastRuns.js";

export interface RunPicker {
  readonly past: PastRuns;
  /** What the shown run was asked to do; null before one began. */
  readonly shown: RunConfig | null;
  /** Without the shown one. */
  readonly others: readonly PastRun[];
  /** Ids, in the order in which they were chosen. */
  readonly compared: readonly string[];
}

/**
 * Which past runs are laid over the shown one.
 *
 *     div
 *       p.state
 *       ul.runs > li[data-run] > label > input[type=checkbox], span.letter.place-N, span.run-title, span.run-facts
 */
export function drawRunPicker(
  parent: HtmlSelection,
  { past, shown: own, others, compared }: RunPicker,
  toggle: (id: string) => void,
): void {
  updateText(childOf(parent, "p", "state"), () => stateText(past, others));
  const shown = compared.filter((id) => others.some((run) => run.id === id));
  const rows = childOf(parent, "ul", "runs")
    .selectAll<HTMLLIElement, PastRun>("li")
    .data(others, ({ id }) => id)
    .join((enter) => {
      const row = enter.append("li").attr("data-run", ({ id }) => id);
      const label = row.append("label");
      label.append("input").attr("type", "checkbox");
      label.append("span").attr("class", "letter");
      label.append("span").attr("class", "run-title");
      label.append("span").attr("class", "run-facts");
      return row;
    })
    .order();
  rows
    .select<HTMLInputElement>("input")
    .attr("aria-description", ({ title }) => title)
    .property("checked", ({ id }) => shown.includes(id))
    .property("disabled", ({ id }) => shown.length >= mostCompared && !shown.includes(id))
    .on("change", (_event, { id }) => {
      toggle(id);
    });
  const placeOf = (id: string): number => shown.indexOf(id) + 1;
  updateText(
    rows.select<HTMLElement>(".letter").attr("class", ({ id }) => `letter place-${placeOf(id)}`),
    ({ id }) => (shown.includes(id) ? letterOf(placeOf(id)) : ""),
  );
  updateText(
    rows.select<HTMLElement>(".run-title").attr("title", ({ title }) => title),
    ({ label }) => label,
  );
  const keys = differingKeys([...others.map(({ config }) => config), ...(own ? [own] : [])]);
  updateText(
    rows.select<HTMLElement>(".run-facts").attr("title", ({ title }) => title),
    (run) => factsOf(run, keys),
  );
}

function stateText(past: PastRuns, others: readonly PastRun[]): string {
  switch (past.kind) {
    case "unread":
    case "reading":
      return t("Reading the past runs …");
    case "failed":
      return t("The past runs could not be read: {0}", past.message);
    case "ready":
      return others.length === 0
        ? t("There is no other run yet. Every run that you train is kept here.")
        : "";
  }
}

/** What sets the run apart from the others, and how far it came. The rest is in the tooltip. */
function factsOf({ config, steps }: PastRun, keys: readonly (keyof RunConfig)[]): string {
  const length = t("{0} steps", formatCount(steps.at(-1)?.step ?? 0));
  return [...toldOf(config, keys), length].join(" · ");
}
