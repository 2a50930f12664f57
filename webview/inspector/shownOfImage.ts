import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { NodeId } from "../../model/network/spec.js";
import type { Host } from "../host/rpc.js";
import type { Stores } from "../state/binding/stores.js";
import type { Newest } from "../state/newestQuestion.js";
import { sourceIn } from "../state/seeing/looks.js";
import { tilesOf } from "./maps/maps.js";
import { chosenNumber } from "./parts/wall.js";
import type { ShownMaps, ShownRun } from "./parts/tab.js";
import { shownAnswerOf } from "./shownAnswer.js";
import { shownMapsOf } from "./shownMaps.js";

/** What the inspector shows of the image that goes through the network. */
export interface ShownOfImage {
  readonly maps: ReadonlySignal<ShownMaps>;
  readonly number: ReadonlySignal<Newest<"derivedNumber">>;
  readonly relevance: ReadonlySignal<Newest<"relevance">>;
}

/** What is shown of an image at one node, as long as it is wanted: null for none. `end` ends the asking. */
export function shownOfImage(
  stores: Stores,
  host: Pick<Host, "askRun">,
  run: ReadonlySignal<ShownRun>,
  wanted: () => NodeId | null,
): ShownOfImage & { readonly end: () => void } {
  const { view } = stores;
  const viewed = computed(() => view.choices.value.mapsView);
  const maps = shownMapsOf(stores, host, () => (viewed.value === "excitation" ? null : wanted()));
  const number = shownAnswerOf("derivedNumber", host, stores, () => {
    const [id, source] = [wanted(), sourceIn(view)];
    if (id === null || source === null || viewed.value !== "number") return null;
    const tiles = tilesOf(id, { maps: maps.shown.value, run: run.value });
    const place = tiles === null ? null : chosenNumber(tiles, view.choices.value);
    return place === null ? null : { ...source, node: id, ...place };
  });
  const relevance = shownAnswerOf("relevance", host, stores, () => {
    const [id, source] = [wanted(), sourceIn(view)];
    if (id === null || source === null || viewed.value !== "relevance") return null;
    return { ...source, node: id, label: view.choices.value.relevanceLabel };
  });
  const all = { maps, number, relevance };
  return {
    ...{ maps: maps.shown, number: number.shown, relevance: relevance.shown },
    end: () => {
      for (const { end } of Object.values(all)) end();
    },
  };
}
