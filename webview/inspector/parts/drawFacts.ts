import { select, type Selection } from "d3";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { formulaText, tied, type Formula, type FormulaPart } from "./formula.js";

/** A number of a node, with how it comes about. */
export interface Fact {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly formulas?: readonly Formula[];
}

/**
 * Facts with their derivations.
 *
 *     dl.facts
 *       div.fact[data-fact]
 *         dt + dd.value
 *         dd.formula > div ×n > (span.sign | span.filled | span.result) ×n
 */
export function drawFacts(panel: HtmlSelection, facts: readonly Fact[]): void {
  const rows = childOf(panel, "dl", "facts")
    .selectAll<HTMLDivElement, Fact>("div.fact")
    .data(facts, ({ id }) => id)
    .join((enter) => {
      const row = enter
        .append("div")
        .attr("class", "fact")
        .attr("data-fact", ({ id }) => id);
      row.append("dt");
      row.append("dd").attr("class", "value");
      return row;
    })
    .order();
  updateText(rows.select<HTMLElement>("dt"), ({ label }) => label);
  updateText(rows.select<HTMLElement>("dd.value"), ({ value }) => value);
  drawFormulas(rows);
}

function drawFormulas(rows: Selection<HTMLDivElement, Fact, HTMLElement, unknown>): void {
  rows
    .selectAll<HTMLElement, readonly Formula[]>("dd.formula")
    .data(({ formulas = [] }) => (formulas.length === 0 ? [] : [formulas]))
    .join((enter) => enter.append<HTMLElement>("dd").attr("class", "formula"))
    .selectAll<HTMLDivElement, Formula>("div")
    .data((formulas) => formulas, formulaText)
    .join((enter) => enter.append("div").each(appendParts))
    .order();
}

/** A formula is its text: with another number it is another formula, in a new element. */
function appendParts(this: HTMLDivElement, formula: Formula): void {
  for (const part of tied(formula))
    select(this)
      .append("span")
      .attr("class", partClass(part))
      .text(formulaText([part]));
}

function partClass(part: FormulaPart): string {
  if (typeof part === "string") return "sign";
  return "value" in part ? "filled" : "result";
}
