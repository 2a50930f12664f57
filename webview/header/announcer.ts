import type { ReadonlySignal } from "@preact/signals-core";
import { drawOnChange } from "../state/binding/frame.js";
import type { HtmlSelection } from "../marks/dom.js";
import { announcementOf, type Watched } from "./announcement.js";

/** Long enough for every screen reader to take it up; then nobody finds old news on the page. */
const keptForMs = 7000;

/** Tells a screen reader what changes from now on: who opens the page reads how it is. Null before the host has told a run. */
export function bindAnnouncer(
  region: HtmlSelection,
  watched: ReadonlySignal<Watched | null>,
): void {
  // Each text alone, not all that are kept.
  region.attr("role", "status").attr("aria-live", "polite").attr("aria-atomic", "false");
  let told: Watched | null = null;
  drawOnChange(
    () => watched.value,
    (now) => {
      if (now === null) return;
      const text = told === null ? null : announcementOf(told, now);
      told = now;
      if (text !== null) announce(region, text);
    },
  );
}

/** As a node of its own: an equal text written again would be no change, and not be spoken. */
function announce(region: HtmlSelection, text: string): void {
  const node = region.append("p").text(text);
  setTimeout(() => {
    node.remove();
  }, keptForMs);
}
