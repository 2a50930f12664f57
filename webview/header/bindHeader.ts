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
    known = watch(known, runs.run.value, runs.network.value?.classes ?? 0);
    return { run: runs.run.value, watch: known };
  });
  bindNumbers(header, { runs, shown }, host);
  bindNotices(notices, watched, view, { host, room, leave: focusStage });
  const told = computed(() => (runs.network.value === null ? null : watched.value));
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
