import { childOf, elementOf, type HtmlSelection } from "./dom.js";
import { updateText } from "./update.js";

/** What a person can do about a question. */
export interface AskingChoice {
  readonly label: string;
  readonly act: () => void;
}

/** How a question stands that takes a while, and what can be done about it. */
export interface AskingBar {
  readonly text: string;
  /** The share that is worked out; null where nothing is asked. */
  readonly progress: number | null;
  /** What goes on meanwhile. */
  readonly work: string;
  readonly choices: readonly AskingChoice[];
  /** What will most likely be told in the end: there is room for it from the beginning, so that nothing moves for it. */
  readonly awaited?: Told;
}

type Told = Pick<AskingBar, "text" | "choices">;

/**
 *     place > p.said[role=status], progress, button ×n
 */
export function drawAskingBar(place: HtmlSelection, bar: AskingBar): void {
  if (bar.awaited === undefined) keepRoom(place, bar.progress !== null);
  else makeRoom(place, bar, bar.awaited);
  drawContents(place, bar);
}

function drawContents(
  place: HtmlSelection,
  { text, progress, work, choices }: Omit<AskingBar, "awaited">,
): void {
  updateText(childOf(place, "p", "said").attr("role", "status"), () => text);
  place
    .selectAll<HTMLProgressElement, number>("progress")
    .data(progress === null ? [] : [progress])
    .join((enter) => enter.insert("progress", "button"))
    .attr("max", 1)
    .attr("aria-label", work)
    .property("value", (part) => part);
  place
    .selectAll<HTMLButtonElement, AskingChoice>("button")
    .data(choices)
    .join((enter) => enter.append("button").attr("type", "button"))
    .text(({ label }) => label)
    .on("click", (_event, { act }) => {
      act();
    });
}

/** While it is asked the bar is as high as before, and so as it will most likely be again: what is under it stays. */
function keepRoom(place: HtmlSelection, isAsking: boolean): void {
  const wasAsking = place.classed("is-asking");
  if (isAsking === wasAsking) return;
  const { height } = elementOf(place).getBoundingClientRect();
  place.classed("is-asking", isAsking).style("min-height", () => (isAsking ? `${height}px` : null));
}

/** Measured again where the place has another width. */
function makeRoom(place: HtmlSelection, { work }: AskingBar, awaited: Told): void {
  const made = `${elementOf(place).clientWidth} ${awaited.text}`;
  if (place.attr("data-room") === made) return;
  place.style("min-height", null);
  drawContents(place, { ...awaited, progress: null, work });
  const { height } = elementOf(place).getBoundingClientRect();
  place.attr("data-room", made).style("min-height", `${height}px`);
}
