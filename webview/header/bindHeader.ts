import { computed } from "@preact/signals-core";
import { initialWatch, watch, type Watch } from "../../model/metrics/watchdog/watch.js";
import { drawOnChange } from "../state/binding/frame.js";
import type { Stores } from "../state/binding/stores.js";
import type { HtmlSelection } from "../marks/dom.js";
import { settled } from "../state/settled.js";
import type { RunStore } from "../state/runStore.js";
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
  { runs, view }: Stores,
  host: NoticeHost,
  { room, focusStage }: { readonly room: NoticeRoom; readonly focusStage: () => void },
): void {
  let known: Watch = initialWatch;
  const watched = computed<Watched>(() => {
    known = watch(known, runs.run.value, runs.network.value?.classes ?? 0);
    return { run: runs.run.value, watch: known };
  });
  bindNumbers(header, runs, host);
  bindNotices(notices, watched, view, { host, room, leave: focusStage });
  const told = computed(() => (runs.network.value === null ? null : watched.value));
  bindAnnouncer(announcer, told);
}

function bindNumbers(header: HtmlSelection, runs: RunStore, host: NoticeHost): void {
  const standing = settled(() =>
    headerStandingOf(runs.run.value, runs.isAside.value, document.documentElement.lang),
  );
  drawOnChange(
    () => [standing.value, runs.network.value] as const,
    ([stands, network]) => {
      if (network !== null) drawHeader(header, stands, network.title, host.run);
    },
  );
  drawOnChange(
    () => [runs.run.value, runs.network.value] as const,
    ([run, network]) => {
      if (network !== null) drawHeaderNumbers(header, headerNumbersOf(run));
    },
  );
}
