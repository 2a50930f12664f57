import { computed } from "@preact/signals-core";
import { initialWatch, watch, type Watch } from "../../model/metrics/watchdog/watch.js";
import type { HtmlSelection } from "../dom.js";
import { drawOnChange } from "../binding/frame.js";
import type { Stores } from "../binding/stores.js";
import type { Host } from "../rpc.js";
import { settled } from "../settled.js";
import { announcementOf, type Watched } from "./announcement.js";
import { keepDismissed } from "./dismissal.js";
import { drawHeader, drawHeaderNumbers } from "./drawHeader.js";
import { drawNotices } from "./drawNotices.js";
import { headerNumbersOf } from "./headerNumbers.js";
import { headerStandingOf } from "./headerStanding.js";
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
  host: Pick<Host, "run" | "restartWith" | "openDataSetting">,
  focusStage: () => void,
): void {
  const request = (asked: NoticeRequest): void => {
    switch (asked.kind) {
      case "command":
        host.run(asked.command);
        break;
      case "dataSetting":
        host.openDataSetting();
        break;
      case "restart":
        host.restartWith(asked.changes);
    }
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
  const standing = settled(() => headerStandingOf(runs.run.value));
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
  const kept = computed(() => {
    const { run, watch: now } = watched.value;
    return keepDismissed(view.dismissed.value, run, now);
  });
  const shown = settled(() => {
    const { run, watch: now } = watched.value;
    return noticesOf(run, now.sightings, kept.value);
  });
  drawOnChange(
    () => [shown.value, kept.value] as const,
    ([cards, dismissed]) => {
      view.dismissed.value = dismissed;
      drawNotices(notices, cards, { request, dismiss, leave: focusStage });
    },
  );
  // Who opens the page reads it; only what changes from then on is told.
  let told: Watched | null = null;
  drawOnChange(
    () => [watched.value, runs.network.value] as const,
    ([now, network]) => {
      if (network === null) return;
      const text = told === null ? null : announcementOf(told, now);
      told = now;
      if (text !== null) announcer.text(text);
    },
  );
}
