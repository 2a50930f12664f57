import { computed, type ReadonlySignal } from "@preact/signals-core";
import { drawFeatureMaps } from "../../draw/featureMaps.js";
import type { StagePicture } from "../../draw/stageScene.js";
import type { MapSlot } from "../../layout/mapPlaces.js";
import { isSeen, type Sight } from "../../layout/sight.js";
import type { SvgSelection } from "../../marks/dom.js";
import { groupOf } from "../../marks/groupOf.js";
import { drawOnChange } from "../../state/binding/frame.js";
import { settled } from "../../state/settled.js";
import type { ShownMaps } from "../../state/seeing/looks.js";
import { isSameShown, type Seeing } from "../../state/seeing/seeing.js";

/** Draws what the cards make of the image, and says which are seen: nothing else is asked for. */
export function bindFeatureMaps(
  svg: SvgSelection,
  seeing: Seeing,
  drawn: ReadonlySignal<StagePicture | null>,
  sight: ReadonlySignal<Sight>,
): void {
  const slots = computed(() => {
    const all = drawn.value?.slots.maps ?? [];
    return all.filter(({ box, from }) => isSeen(sight.value, box, from));
  });
  const shown = settled(() => shownIn(slots.value), isSameShown);
  drawOnChange(
    () => shown.value,
    (value) => {
      seeing.shown.value = value;
    },
  );
  drawOnChange(
    () => [slots.value, seeing.hasMaps.value ? seeing.state.value.seen : null] as const,
    ([places, seen]) => {
      const viewport = groupOf(svg, "viewport");
      // A picture without maps is the same as ever.
      if (places.length === 0 && viewport.select("g.maps").empty()) return;
      drawFeatureMaps(groupOf(viewport, "maps"), places, seen?.image.nodes ?? {});
    },
  );
}

function shownIn(slots: readonly MapSlot[]): ShownMaps {
  return {
    nodes: slots.map(({ id }) => id),
    most: Math.max(1, ...slots.map(({ boxes }) => boxes.length)),
  };
}
