import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import { drawOnChange } from "../state/binding/frame.js";
import type { HtmlSelection } from "../marks/dom.js";
import type { ExplorerHost } from "../host/rpc.js";
import { settled } from "../state/settled.js";
import type { ViewStore } from "../state/viewStore.js";
import type { Watched } from "./announcement.js";
import { keepDismissed } from "./dismissal.js";
import { toggled } from "../state/toggled.js";
import { drawNotices, markCut, type NoticeActions } from "./drawNotices.js";
import { fitCards } from "./fitCards.js";
import { noticesOf } from "./notices.js";
import type { Notice, NoticeRequest } from "./notice.js";

export type NoticeHost = Pick<ExplorerHost, "run" | "restartWith" | "openDataSetting">;

export interface NoticeRoom {
  /** What cards may take of the page, in pixels: longer texts are cut until a person opens them. */
  readonly height: ReadonlySignal<number>;
  readonly width: ReadonlySignal<number>;
}

/** The cards of what the watchdog says; `leave` takes the focus that was on the last one. */
export function bindNotices(
  notices: HtmlSelection,
  watched: ReadonlySignal<Watched>,
  view: ViewStore,
  {
    host,
    room,
    leave,
  }: { readonly host: NoticeHost; readonly room: NoticeRoom; readonly leave: () => void },
): void {
  const opened = signal<readonly Notice["id"][]>([]);
  const actions: NoticeActions = {
    request: (asked) => {
      passOn(asked, host);
    },
    dismiss: (dismissal) => {
      view.dismissed.value = [...view.dismissed.peek(), dismissal];
    },
    toggle: (id) => {
      opened.value = toggled(opened.peek(), id);
    },
    leave,
  };
  const kept = computed(() => {
    const { run, watch, isWhole } = watched.value;
    return isWhole ? keepDismissed(view.dismissed.value, run, watch) : view.dismissed.value;
  });
  const shown = settled(() => {
    const { run, watch } = watched.value;
    return noticesOf(run, watch.sightings, kept.value);
  });
  drawOnChange(
    () => [shown.value, kept.value, opened.value] as const,
    ([cards, dismissed, open]) => {
      view.dismissed.value = dismissed;
      drawNotices(notices, cards, open, actions);
    },
  );
  drawOnChange(
    () => [room.height.value, room.width.value, shown.value, opened.value] as const,
    ([height]) => {
      const element = notices.node();
      if (element === null) return;
      fitCards(element, height, (id, isCut) => {
        markCut(notices, id, isCut);
      });
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
