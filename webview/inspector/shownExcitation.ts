import { computed, effect, type ReadonlySignal } from "@preact/signals-core";
import type { NodeId } from "../../model/network/spec.js";
import type { Stores } from "../state/binding/stores.js";
import { isSameList } from "../state/isSameList.js";
import { settled } from "../state/settled.js";
import { excitationIn, patchesOf } from "./excitation/patches.js";
import type { ShownExcitation } from "./parts/tab.js";

/** What excites the channels of one node, as long as it is wanted: null for none. `end` ends the asking for images. */
export function shownExcitationOf(
  {
    runs,
    view,
    weightsTold,
    excitement: { images, tiles, made },
  }: Pick<Stores, "runs" | "view" | "excitement" | "weightsTold">,
  wanted: () => NodeId | null,
): { readonly shown: ReadonlySignal<ShownExcitation>; readonly end: () => void } {
  const examples = settled((): readonly number[] => {
    const [graph, answer, id] = [runs.graph.value, images.answer.value, wanted()];
    if (graph === null || answer === null || id === null) return [];
    const found = excitationIn(answer, graph, id);
    if (found === null) return [];
    const channel = Math.min(view.choices.value.map ?? 0, found.channels - 1);
    return patchesOf(answer, found, channel).map(({ example }) => example);
  }, isSameList);
  return {
    shown: computed(() => {
      // With each image that has come it is another one.
      void tiles.changed.value;
      return {
        ...{ standing: images.standing.value, answer: images.answer.value },
        ...{ fault: tiles.failure.value, tileOf: (example: number) => tiles.of(example) },
        told: weightsTold.value,
        made: { wish: made.input.value, standing: made.standing.value, answer: made.answer.value },
      };
    }),
    end: effect(() => {
      tiles.want(examples.value);
    }),
  };
}
