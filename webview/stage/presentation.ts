import { drawOnChange } from "../state/binding/frame.js";
import type { Stores } from "../state/binding/stores.js";
import { childOf, type HtmlSelection } from "../marks/dom.js";
import { drawPhase } from "../header/drawPhase.js";
import { headerNumbersOf, type HeaderFact } from "../header/headerNumbers.js";
import { headerStandingOf } from "../header/headerStanding.js";
import type { ViewStore } from "../state/viewStore.js";
import { updateText } from "../marks/update.js";

/** Of the header's numbers, what a room follows. */
const presentedFacts = ["step", "loss"];

/** How the run stands, beside a picture that is shown alone: `div.presented > span.phase, span[data-fact] ×n`. */
export function bindPresented(head: HtmlSelection, { runs, view, shown }: Stores): void {
  const line = childOf(head, "div", "presented");
  drawOnChange(
    () => (view.isPresenting.value ? ([runs.run.value, shown.value] as const) : null),
    (both) => {
      if (both === null) return;
      const [run, then] = both;
      const { phase, message } = headerStandingOf(run);
      const facts = headerNumbersOf(then).facts.filter(({ id }) => presentedFacts.includes(id));
      drawPhase(childOf(line, "span", "phase"), phase, message);
      const spans = line
        .selectAll<HTMLSpanElement, HeaderFact>("span[data-fact]")
        .data(facts, ({ id }) => id)
        .join("span")
        .attr("data-fact", ({ id }) => id);
      updateText(spans, ({ label, value }) => `${label} ${value}`);
    },
  );
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
