import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { NodeId } from "../../model/network/spec.js";
import type { Host } from "../host/rpc.js";
import type { Stores } from "../state/binding/stores.js";
import { ImageRequests } from "../state/seeing/imageRequests.js";
import { lookWhileShown } from "../state/seeing/lookWhileShown.js";
import { lookAt } from "../state/seeing/looks.js";
import type { ShownMaps } from "./parts/tab.js";

/** More than any layer has channels. */
const allMaps = 4096;

/** All maps of one node, as long as they are wanted: null for none. `end` ends the asking. */
export function shownMapsOf(
  { runs, view }: Stores,
  { askRun }: Pick<Host, "askRun">,
  wanted: () => NodeId | null,
): { readonly shown: ReadonlySignal<ShownMaps>; readonly end: () => void } {
  const requests = new ImageRequests(askRun);
  const look = computed(() => {
    const id = wanted();
    return id === null ? null : lookAt(view, { nodes: [id], most: allMaps });
  });
  return {
    shown: computed(() => ({
      isAsked: view.image.value !== null,
      state: requests.state.value,
    })),
    end: lookWhileShown(requests, runs, () => look.value),
  };
}
