import type { NetworkGraph } from "../../model/network/graph.js";
import { drawOnChange } from "../state/binding/frame.js";
import type { Stores } from "../state/binding/stores.js";
import { childOf, type HtmlSelection } from "../marks/dom.js";
import { drawPhase } from "../header/drawPhase.js";
import { headerNumbersOf, type HeaderFact } from "../header/headerNumbers.js";
import { headerStandingOf } from "../header/headerStanding.js";
import type { MutedParts } from "../state/muting/mutedParts.js";
import type { ViewStore } from "../state/viewStore.js";
import { t } from "../words/l10n.js";
import { partText } from "../words/partText.js";
import { updateText } from "../marks/update.js";

/** Of the header's numbers, what a room follows. */
const presentedFacts = ["step", "loss"];

/**
 * How the run stands, beside a picture that is shown alone, and what it is shown without:
 *
 *     div.presented > span.phase, span[data-fact] ×n, span.without
 */
export function bindPresented(head: HtmlSelection, { runs, view, shown, muting }: Stores): void {
  const line = childOf(head, "div", "presented");
  drawOnChange(
    () =>
      view.isPresenting.value
        ? {
            ...{ run: runs.run.value, role: runs.role.value, then: shown.value },
            muted: mutedText(muting.graph.value, muting.parts.value),
          }
        : null,
    (presented) => {
      if (presented === null) return;
      const { run, role, then, muted } = presented;
      const { phase, message } = headerStandingOf(run, role);
      const facts = headerNumbersOf(then).facts.filter(({ id }) => presentedFacts.includes(id));
      drawPhase(childOf(line, "span", "phase"), phase, message);
      const spans = line
        .selectAll<HTMLSpanElement, HeaderFact>("span[data-fact]")
        .data(facts, ({ id }) => id)
        .join("span")
        .attr("data-fact", ({ id }) => id);
      updateText(spans, ({ label, value }) => `${label} ${value}`);
      const without = childOf(line, "span", "without").attr("title", muted === "" ? null : muted);
      updateText(without, () => muted);
    },
  );
}

/** What is muted: its crosses alone do not say that the numbers are those of the network without it. */
function mutedText(graph: NetworkGraph | null, parts: MutedParts): string {
  if (graph === null || parts.length === 0) return "";
  return t("Muted: {0}", parts.map((part) => partText(graph, part)).join("; "));
}

/** P shows the picture alone, Escape everything again; `leave` gives the focus that was on what is hidden. */
export function listenForPresentation(
  document: Document,
  view: ViewStore,
  leave: () => void,
): () => void {
  const handle = (event: KeyboardEvent): void => {
    const isLeaving = event.key === "Escape" && view.isPresenting.peek() && !hasOpenMenu(document);
    if (!isLeaving && !asksToPresent(event)) return;
    event.preventDefault();
    event.stopPropagation();
    view.isPresenting.value = !view.isPresenting.peek();
    leave();
  };
  // Before the stage, to which Escape means another thing.
  document.addEventListener("keydown", handle, { capture: true });
  return () => {
    document.removeEventListener("keydown", handle, { capture: true });
  };
}

/** Escape closes a menu first. */
function hasOpenMenu(document: Document): boolean {
  return document.querySelector(".asking.is-open, .export[open], .explanation[open]") !== null;
}

function asksToPresent({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (key.toLowerCase() !== "p" || ctrlKey || metaKey || altKey) return false;
  // A letter chooses or writes there.
  const writes = "input:not([type=range], [type=checkbox]), textarea, select, vscode-dropdown";
  return !(target instanceof Element && target.closest(writes) !== null);
}
