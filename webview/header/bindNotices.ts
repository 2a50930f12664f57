import { computed, type ReadonlySignal } from "@preact/signals-core";
import { drawOnChange } from "../binding/frame.js";
import type { HtmlSelection } from "../dom.js";
import type { Host } from "../rpc.js";
import { settled } from "../settled.js";
import type { ViewStore } from "../store.js";
import type { Watched } from "./announcement.js";
import { keepDismissed } from "./dismissal.js";
import { drawNotices, type NoticeActions } from "./drawNotices.js";
import { noticesOf, type NoticeRequest } from "./notices.js";

export type NoticeHost = Pick<Host, "run" | "restartWith" | "openDataSetting">;

/** The cards of what the watchdog says; `leave` takes the focus that was on the last one. */
export function bindNotices(
  notices: HtmlSelection,
  watched: ReadonlySignal<Watched>,
  view: ViewStore,
  { host, leave }: { readonly host: NoticeHost; readonly leave: () => void },
): void {
  const actions: NoticeActions = {
    request: (asked) => {
      passOn(asked, host);
    },
    dismiss: (dismissal) => {
      view.dismissed.value = [...view.dismissed.peek(), dismissal];
    },
    leave,
  };
  const kept = computed(() => {
    const { run, watch } = watched.value;
    return keepDismissed(view.dismissed.value, run, watch);
  });
  const shown = settled(() => {
    const { run, watch } = watched.value;
    return noticesOf(run, watch.sightings, kept.value);
  });
  drawOnChange(
    () => [shown.value, kept.value] as const,
    ([cards, dismissed]) => {
      view.dismissed.value = dismissed;
      drawNotices(notices, cards, actions);
    },
  );
}

function passOn(asked: NoticeRequest, host: NoticeHost): void {
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
}
