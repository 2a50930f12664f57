import { computed } from "@preact/signals-core";
import { initialWatch, watch, type Watch } from "../../model/metrics/watchdog/watch.js";
import type { HtmlSelection } from "../dom.js";
import { drawOnChange } from "../page/frame.js";
import type { Stores } from "../page/stores.js";
import type { Host } from "../rpc.js";
import { announcementOf, type Watched } from "./announcement.js";
import { keepDismissed } from "./dismissal.js";
import { drawHeader } from "./drawHeader.js";
import { drawNotices } from "./drawNotices.js";
import { headerViewOf } from "./headerView.js";
import { noticesOf, type NoticeRequest } from "./notices.js";

export interface HeaderPlaces {
  readonly header: HtmlSelection;
  readonly notices: HtmlSelection;
  readonly announcer: HtmlSelection;
}

/** The run in numbers, what the watchdog says of it, and what a screen reader is told. */
export function bindHeader(
  { header, notices, announcer }: HeaderPlaces,
  { runs, view }: Stores,
  host: Pick<Host, "run" | "restartWith">,
): void {
  const request = (asked: NoticeRequest): void => {
    if (asked.kind === "command") host.run(asked.command);
    else host.restartWith(asked.changes);
  };
  const dismiss = (dismissal: string): void => {
    view.dismissed.value = [...view.dismissed.peek(), dismissal];
  };
  announcer.attr("aria-live", "polite").attr("role", "status");
  let known: Watch = initialWatch;
  const watched = computed<Watched>(() => {
    known = watch(known, runs.run.value, runs.network.value?.classes ?? 0);
    return { run: runs.run.value, watch: known };
  });
  // Who opens the page reads it; only what changes from then on is told.
  let told: Watched | null = null;
  drawOnChange(
    () => [watched.value, runs.network.value, view.dismissed.value] as const,
    ([now, network, dismissed]) => {
      if (network === null) return;
      drawHeader(header, headerViewOf(now.run), network.title, host.run);
      const kept = keepDismissed(dismissed, now.run, now.watch);
      if (kept !== dismissed) view.dismissed.value = kept;
      drawNotices(notices, noticesOf(now.run, now.watch.sightings, kept), { request, dismiss });
      const text = told === null ? null : announcementOf(told, now);
      told = now;
      if (text !== null) announcer.text(text);
    },
  );
}
