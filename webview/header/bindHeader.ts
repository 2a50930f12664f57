import { computed } from "@preact/signals-core";
import { initialWatch, watch, type Watch } from "../../model/metrics/watchdog/watch.js";
import { drawOnChange } from "../state/binding/frame.js";
import type { Stores } from "../state/binding/stores.js";
import type { HtmlSelection } from "../marks/dom.js";
import { settled } from "../state/settled.js";
import type { Watched } from "./announcement.js";
import { bindAnnouncer } from "./announcer.js";
import { bindNotices, type NoticeHost, type NoticeRoom } from "./bindNotices.js";
import { drawHeader, drawHeaderNumbers } from "./drawHeader.js";
import { headerNumbersOf } from "./headerNumbers.js";
import { headerStandingOf } from "./headerStanding.js";

export interface HeaderPlaces {
  readonly header: HtmlSelection;
  readonly notices: HtmlSelection;
  readonly announcer: HtmlSelection;
}

/** The run in numbers, what the watchdog says of it, and what a screen reader is told. */
export function bindHeader(
  { header, notices, announcer }: HeaderPlaces,
  { runs, view, shown }: Pick<Stores, "runs" | "view" | "shown">,
  host: NoticeHost,
  { room, focusStage }: { readonly room: NoticeRoom; readonly focusStage: () => void },
): void {
  let known: Watch = initialWatch;
  const watched = computed<Watched>(() => {
    const [run, classes] = [runs.run.value, runs.network.value?.classes ?? 0];
    // What is seen at a glance may not be so, and what is not may be: nothing follows from it.
    if (runs.isGlance.value)
      return { run, watch: watch(initialWatch, run, classes), isWhole: false };
    known = watch(known, run, classes);
    return { run, watch: known, isWhole: true };
  });
  bindNumbers(header, { runs, shown }, host);
  bindNotices(notices, watched, view, { host, room, leave: focusStage });
  const told = computed(() => {
    const isKnown = runs.network.value !== null && watched.value.isWhole;
    return isKnown ? watched.value : null;
  });
  bindAnnouncer(announcer, told);
}

/** What can be done is done to the run as it stands; its numbers are those of the moment that is shown. */
function bindNumbers(
  header: HtmlSelection,
  { runs, shown }: Pick<Stores, "runs" | "shown">,
  host: NoticeHost,
): void {
  const standing = settled(() =>
    headerStandingOf(
      { ...runs.run.value, sizes: shown.value.sizes },
      runs.role.value,
      document.documentElement.lang,
    ),
  );
  drawOnChange(
    () => [standing.value, runs.network.value] as const,
    ([stands, network]) => {
      if (network !== null) drawHeader(header, stands, network.title, host.run);
    },
  );
  drawOnChange(
    () => [shown.value, runs.network.value] as const,
    ([run, network]) => {
      if (network !== null) drawHeaderNumbers(header, headerNumbersOf(run));
    },
  );
}
