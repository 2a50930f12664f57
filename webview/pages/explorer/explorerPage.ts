import { computed, type ReadonlySignal } from "@preact/signals-core";
import { select } from "d3";
import { elementOf, type HtmlSelection } from "../../marks/dom.js";
import { bindHeader } from "../../header/bindHeader.js";
import type { NoticeRoom } from "../../header/bindNotices.js";
import { bindInspector } from "../../inspector/bindInspector.js";
import { t } from "../../words/l10n.js";
import type { ExplorerHost } from "../../host/rpc.js";
import { drawOnChange } from "../../state/binding/frame.js";
import { narrowQuery } from "../../page/narrow.js";
import { mediaOf, sizeOf } from "../../page/sizeOf.js";
import { isBriefIn, tellBrief } from "./briefly.js";
import { listenForPresentation } from "../../stage/presentation.js";
import { focusNode, focusStage } from "../../stage/stageFocus.js";
import { bindStageTools } from "../../stage/stageTools.js";
import { takePictures } from "../../stage/seeing/takePictures.js";
import { bindStage } from "../../stage/stageView.js";
import { bindTimeBar } from "../../stage/timeView.js";
import type { Stores } from "../../state/binding/stores.js";
import { bindStrip } from "../../stage/stripView.js";

/** The places of the page, in reading order. */
const places = [
  ["header", "run-header"],
  ["div", "notices"],
  ["section", "strip"],
  ["main", "stage"],
  ["aside", "inspector"],
  ["div", "announcer"],
] as const;

type PlaceName = (typeof places)[number][1];

/** Builds the explorer's page in `app` and binds it to the stores; returns what ends all but its drawings. */
export function createExplorerPage(
  app: HTMLElement,
  stores: Stores,
  host: ExplorerHost,
): () => void {
  const placeOf = createPlaces(app);
  const [header, notices, announcer] = [
    placeOf("run-header"),
    placeOf("notices"),
    placeOf("announcer"),
  ];
  const stage = placeOf("stage").attr("aria-label", t("Stage"));
  const cards = heightOf(elementOf(notices));
  const room = roomForCards(app, elementOf(stage), elementOf(notices));
  tellStyles(app, "--cards-room", room.height);
  bindHeader({ header, notices, announcer }, stores, host, {
    room,
    focusStage: () => {
      focusStage(app);
    },
  });
  const inspector = placeOf("inspector").attr("aria-label", t("Inspector"));
  let endInspector: (() => void) | undefined;
  afterFirstFrame(() => {
    if (isPartOfPage(inspector)) endInspector = bindInspector(inspector, stores, host);
  });
  const strip = elementOf(placeOf("strip").attr("aria-label", t("Map")));
  bindStrip(strip, stores);
  const head = stage.append<HTMLElement>("div").attr("class", "stage-head");
  const asking = stage.append<HTMLElement>("div").attr("class", "asking");
  const body = stage.append<HTMLElement>("div").attr("class", "stage-body");
  const pad = body.append<HTMLElement>("section").attr("class", "pad").attr("hidden", "");
  const column = body.append<HTMLElement>("div").attr("class", "stage-column");
  const seeing = column.append<HTMLElement>("section").attr("class", "seeing").attr("hidden", "");
  const muting = column.append<HTMLElement>("section").attr("class", "muting").attr("hidden", "");
  const frame = column.append<HTMLElement>("div").attr("class", "stage-frame");
  const foot = stage.append<HTMLElement>("div").attr("class", "stage-foot");
  const time = foot.append<HTMLElement>("div").attr("class", "time-bar");
  const legend = foot.append<HTMLElement>("div").attr("class", "slim-legend");
  tellStyles(app, "--map", heightOf(strip));
  tellStyles(app, "--covered", cards);
  const controls = bindStage(elementOf(frame), stores, {
    cards,
    inspect: () => {
      inspector.select<HTMLElement>(".panel").node()?.focus();
    },
  });
  elementOf(inspector).addEventListener("keydown", ({ key }) => {
    const id = stores.view.selection.peek();
    if (key === "Escape" && id !== null) focusNode(elementOf(frame), id);
  });
  const isBrief = isBriefIn(stores.view);
  tellBrief(select(app), isBrief, stores.view);
  tellPast(select(app), stores.timeline);
  const endPlaying = bindTimeBar(time, stores);
  const endTools = bindStageTools({ head, asking, seeing, pad, muting, frame, legend }, stores, {
    controls,
    isBrief,
    host,
  });
  const endPresenting = listenForPresentation(app.ownerDocument, stores.view, () => {
    if (!elementOf(stage).contains(app.ownerDocument.activeElement)) focusStage(app);
  });
  const endTaking = takePictures(elementOf(stage), stores.seeing.ownPicture);
  return () => {
    endTaking();
    endPresenting();
    endInspector?.();
    endPlaying();
    endTools();
  };
}

/** Tells the styles that what is shown is not the run as it stands. */
function tellPast(app: HtmlSelection, { place }: Stores["timeline"]): void {
  const isPast = computed(() => place.value !== null);
  drawOnChange(
    () => isPast.value,
    (past) => {
      app.classed("is-past", past);
    },
  );
}

/** The picture is seen first: the numbers and images of the inspector take as long again. */
function afterFirstFrame(act: () => void): void {
  requestAnimationFrame(() => {
    setTimeout(act);
  });
}

/** False where the page was built anew meanwhile. */
function isPartOfPage(place: HtmlSelection): boolean {
  return place.node()?.isConnected === true;
}

/** Cards take a quarter of the stage at most, or of the window where the page scrolls. */
function roomForCards(app: HTMLElement, stage: HTMLElement, notices: HTMLElement): NoticeRoom {
  const [whole, left, taken] = [sizeOf(app), sizeOf(stage), sizeOf(notices)];
  const isNarrow = mediaOf(narrowQuery);
  return {
    height: computed(() => {
      const height = isNarrow.value ? whole.value.height : left.value.height + taken.value.height;
      return Math.floor(height / 4);
    }),
    width: computed(() => taken.value.width),
  };
}

function heightOf(element: HTMLElement): ReadonlySignal<number> {
  const size = sizeOf(element);
  return computed(() => size.value.height);
}

/** How much lies over the page, for what must not be under it, and what cards may take. */
function tellStyles(
  app: HTMLElement,
  variable: "--map" | "--covered" | "--cards-room",
  height: ReadonlySignal<number>,
): void {
  drawOnChange(
    () => height.value,
    (pixels) => {
      app.style.setProperty(variable, `${pixels}px`);
    },
  );
}

function createPlaces(app: HTMLElement): (name: PlaceName) => HtmlSelection {
  const root = select(app).attr("class", "explorer");
  const made = new Map<PlaceName, HtmlSelection>();
  for (const [tag, name] of places) {
    made.set(name, root.append<HTMLElement>(tag).attr("class", name));
  }
  return (name) => {
    const place = made.get(name);
    if (place === undefined) throw new RangeError(`The page has no place ${name}.`);
    return place;
  };
}
