import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import { mutablePlaceOf } from "../../../model/network/mutable.js";
import type { NetworkGraph } from "../../../model/network/graph.js";
import type { NetworkNode } from "../../../model/network/node.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { drawOnChange } from "../../state/binding/frame.js";
import type { Muting } from "../../state/muting/muting.js";
import { settled } from "../../state/settled.js";
import type { ViewStore } from "../../state/viewStore.js";
import type { ShownMaps } from "../parts/tab.js";
import { drawMuteSwitches } from "./drawMuteSwitches.js";
import { muteSwitchesOf } from "./muteSwitches.js";

interface Sources {
  readonly node: ReadonlySignal<{
    readonly graph: NetworkGraph;
    readonly node: NetworkNode;
  } | null>;
  readonly view: Pick<ViewStore, "choices">;
  readonly muting: Muting;
  readonly maps: ReadonlySignal<ShownMaps>;
}

interface Written {
  readonly at: object;
  readonly channel: number;
}

/** Binds the switches that mute what the inspector shows: its paths, itself, and one of its channels. */
export function bindMuteSwitches(
  aside: HtmlSelection,
  { node, view, muting, maps }: Sources,
): void {
  /** The channel whose map is shown large, of which node. */
  const looked = settled(() => {
    const id = node.value?.node.id ?? "";
    const strongest = maps.value.state.seen?.image.nodes[id]?.maps[0]?.channel;
    return { id, channel: view.choices.value.map ?? strongest ?? 0 };
  });
  /** What a person wrote in its place, until they look at another. */
  const written = signal<Written | null>(null);
  const channel = computed(() =>
    written.value?.at === looked.value ? written.value.channel : looked.value.channel,
  );
  const place = computed(() => {
    const inspected = node.value;
    return inspected === null ? null : mutablePlaceOf(inspected.graph, inspected.node.id);
  });
  drawOnChange(
    () => ({
      shown: node.value,
      parts: muting.parts.value,
      place: place.value,
      channel: channel.value,
    }),
    ({ shown: inspected, parts, place: own, channel: chosen }) => {
      if (inspected === null) return;
      drawMuteSwitches(
        childOf(aside, "div", "mute-switches"),
        {
          switches: muteSwitchesOf(inspected.graph, inspected.node, parts),
          ...{ place: own, parts },
          channel: Math.min(chosen, Math.max(0, (own?.channels ?? 1) - 1)),
        },
        {
          toggle: (id) => {
            muting.toggle(id);
          },
          toggleChannel: (id, each) => {
            muting.toggleChannel(id, each);
          },
          write: (each) => {
            written.value = { at: looked.peek(), channel: each };
          },
        },
      );
    },
  );
}
