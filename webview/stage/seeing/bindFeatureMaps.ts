import { computed, type ReadonlySignal } from "@preact/signals-core";
import { drawFeatureMaps, type SeenNodes } from "../../draw/featureMaps.js";
import type { StagePicture } from "../../draw/stageScene.js";
import type { MapSlot } from "../../layout/mapPlaces.js";
import { isSeen, type Sight } from "../../layout/sight.js";
import type { SvgSelection } from "../../marks/dom.js";
import { groupOf } from "../../marks/groupOf.js";
import { drawOnChange } from "../../state/binding/frame.js";
import type { MapsWish } from "../../state/seeing/looks.js";
import { settled } from "../../state/settled.js";
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
  const nodes = seenNodesOf(seeing);
  drawOnChange(
    () => [slots.value, nodes.value] as const,
    ([places, seen]) => {
      const viewport = groupOf(svg, "viewport");
      // A picture without maps is the same as ever.
      if (places.length === 0 && viewport.select("g.maps").empty()) return;
      drawFeatureMaps(groupOf(viewport, "maps"), places, seen);
    },
  );
}

const nothing: SeenNodes = { first: {}, second: {} };

/** What both images are told of; a pair is drawn when both of it are there, and not one after the other. */
function seenNodesOf({ hasMaps, state, comparing }: Seeing): ReadonlySignal<SeenNodes> {
  let kept = nothing;
  return computed(() => {
    if (!hasMaps.value) kept = nothing;
    else if (kept === nothing || !comparing.isBehind.value) {
      const [first, second] = [state.value.seen, comparing.state.value.seen];
      kept = { first: first?.image.nodes ?? {}, second: second?.image.nodes ?? {} };
    }
    return kept;
  });
}

function shownIn(slots: readonly MapSlot[]): MapsWish {
  return {
    nodes: slots.map(({ id }) => id),
    most: Math.max(1, ...slots.map(({ boxes }) => boxes.length)),
  };
}
