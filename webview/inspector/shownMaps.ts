import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { NodeId } from "../../model/network/spec.js";
import type { Host } from "../host/rpc.js";
import type { Stores } from "../state/binding/stores.js";
import { ImageRequests } from "../state/seeing/imageRequests.js";
import { lookWhileShown } from "../state/seeing/lookWhileShown.js";
import { askSecond, lookAt, secondLookAt, secondWhose } from "../state/seeing/looks.js";
import type { ShownMaps } from "./parts/tab.js";

/** More than any layer has channels. */
const allMaps = 4096;

/** All maps of one node, of the second image too where two are compared, as long as they are wanted: null for none. `end` ends the asking. */
export function shownMapsOf(
  { runs, view }: Stores,
  { askRun }: Pick<Host, "askRun">,
  wanted: () => NodeId | null,
): { readonly shown: ReadonlySignal<ShownMaps>; readonly end: () => void } {
  const first = new ImageRequests(askRun);
  const second = new ImageRequests(askSecond(askRun, view));
  const ends = [[first, lookAt] as const, [second, secondLookAt] as const].map(
    ([requests, lookOf]) => {
      const look = computed(() => {
        const id = wanted();
        return id === null ? null : lookOf(view, { nodes: [id], most: allMaps });
      });
      const whose = (): ReturnType<typeof secondWhose> =>
        requests === second ? secondWhose(view, runs) : runs.whose.value;
      return lookWhileShown(requests, runs, () => look.value, whose);
    },
  );
  return {
    shown: computed(() => ({
      isAsked: view.image.value !== null,
      state: first.state.value,
      second: view.compared.value === null ? null : second.state.value,
    })),
    end: () => {
      for (const end of ends) end();
    },
  };
}
