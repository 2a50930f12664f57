import type { MutablePlace } from "../../../model/network/mutable.js";
import type { NodeId } from "../../../model/network/spec.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { isChannelMuted, type Mutedness, type MutedParts } from "../../state/muting/mutedParts.js";
import { t } from "../../words/l10n.js";
import type { MuteSwitch } from "./muteSwitches.js";

export interface MuteSwitches {
  readonly switches: readonly MuteSwitch[];
  /** Of the node that is shown; null where it has no channels to be muted. */
  readonly place: MutablePlace | null;
  readonly parts: MutedParts;
  readonly channel: number;
}

export interface MuteActions {
  readonly toggle: (place: NodeId) => void;
  readonly toggleChannel: (place: NodeId, channel: number) => void;
  readonly write: (channel: number) => void;
}

const pressed: Readonly<Record<Mutedness, string>> = {
  whole: "true",
  some: "mixed",
  none: "false",
};

/**
 * What of the chosen node can be muted.
 *
 *     div[role=group]
 *       span.label
 *       span.places > button[data-mute][aria-pressed] ×n
 *       span.channel > button[aria-pressed], input[type=number]   where it has channels
 */
export function drawMuteSwitches(
  row: HtmlSelection,
  { switches, place, parts, channel }: MuteSwitches,
  { toggle, toggleChannel, write }: MuteActions,
): void {
  row
    .attr("role", "group")
    .attr("aria-label", t("Mute"))
    .attr("hidden", switches.length === 0 && place === null ? "" : null);
  updateText(childOf(row, "span", "label"), () => t("Mute"));
  childOf(row, "span", "places")
    .selectAll<HTMLButtonElement, MuteSwitch>("button")
    .data(switches, (each) => each.place)
    .join((enter) => enter.append("button").attr("type", "button"))
    .order()
    .attr("data-mute", (each) => each.place)
    .attr("aria-pressed", ({ muted }) => pressed[muted])
    .text(({ label }) => label)
    .on("click", (_event, each) => {
      toggle(each.place);
    });
  const single = childOf(row, "span", "channel").attr("hidden", place === null ? "" : null);
  const isMuted = place !== null && isChannelMuted(parts, place.id, channel);
  const name = t("channel");
  childOf(single, "button", "of-channel")
    .attr("type", "button")
    .attr("aria-pressed", String(isMuted))
    .attr("aria-label", t("Channel {0}", channel))
    .text(name)
    .on("click", () => {
      if (place !== null) toggleChannel(place.id, channel);
    });
  childOf(single, "input", "number")
    .attr("type", "number")
    .attr("min", 0)
    .attr("max", (place?.channels ?? 1) - 1)
    .attr("aria-label", t("Channel to mute"))
    .attr("title", t("Channel to mute"))
    .property("value", channel)
    .on("change", (event: Event) => {
      // SAFETY: the listener is that of an input.
      const { valueAsNumber } = event.target as HTMLInputElement;
      write(Number.isFinite(valueAsNumber) ? Math.max(0, Math.round(valueAsNumber)) : channel);
    });
}
