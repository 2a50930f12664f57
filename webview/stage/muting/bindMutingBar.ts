import { computed } from "@preact/signals-core";
import { drawAskingBar, type AskingBar } from "../../marks/askingBar.js";
import { childOf, elementOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { drawOnChange } from "../../state/binding/frame.js";
import type { Stores } from "../../state/binding/stores.js";
import type { MutedDoing } from "../../../model/asking/mutedDoing.js";
import type { NetworkGraph } from "../../../model/network/graph.js";
import type { Standing } from "../../state/longQuestion.js";
import { fewExamples, type Muting } from "../../state/muting/muting.js";
import type { MutedParts } from "../../state/muting/mutedParts.js";
import { isLookAt } from "../../state/seeing/looks.js";
import type { WeightsTold } from "../../state/weightsTold.js";
import { saysTheSame } from "../../state/settled.js";
import { formatCount } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { partText } from "../../words/partText.js";
import { doingText, imageText, longestText } from "./mutingTexts.js";

/** So many are named; the picture shows all. */
const mostNamed = 6;
/** All that any test set has. */
const allExamples = Number.MAX_SAFE_INTEGER;

/**
 * What is muted, and what comes of it; hidden where nothing is. `leave` takes the focus where it goes away.
 *
 *     section
 *       div.parts > span.label, button[data-part] ×n, span.more, button.nothing
 *       p.image[role=status]
 *       div.doing      by `drawAskingBar`
 */
export function bindMutingBar(
  bar: HtmlSelection,
  { view, seeing, muting, weightsTold }: Pick<Stores, "view" | "seeing" | "muting" | "weightsTold">,
  leave: () => void,
): void {
  bar.attr("aria-label", t("Muted parts"));
  const image = computed(() => {
    const [whole, without] = [muting.seenByWhole.value.seen, seeing.state.value.seen];
    const [chosen, muted] = [view.image.value, view.muted.value];
    if (whole === null || without === null || chosen === null) return "";
    // What is on its way is that of other parts, or of another image.
    const isNewest = saysTheSame(without.look.muted ?? [], muted);
    if (!isNewest || !isLookAt(whole.look, chosen) || !isLookAt(without.look, chosen)) return "";
    return imageText(whole.image, without.image);
  });
  const act = (change: () => void): void => {
    const hadFocus = elementOf(bar).contains(elementOf(bar).ownerDocument.activeElement);
    change();
    if (hadFocus && muting.parts.peek().length === 0) leave();
  };
  drawOnChange(
    () => ({
      parts: muting.parts.value,
      graph: muting.graph.value,
      standing: muting.standing.value,
      doing: muting.doing.value,
      told: weightsTold.value,
      hasImage: view.image.value !== null,
      image: image.value,
    }),
    ({ parts, graph, hasImage, image: said, ...found }) => {
      bar.attr("hidden", parts.length === 0 || graph === null ? "" : null);
      if (parts.length === 0 || graph === null) return;
      drawParts(childOf(bar, "div", "parts"), { parts, graph }, muting, act);
      // What was said of the image before keeps its room, unseen, until the next answer: the picture stays where it is.
      const isAwaited = said === "" && hasImage;
      const line = childOf(bar, "p", "image").attr("role", "status");
      line.classed("is-awaited", isAwaited);
      if (!isAwaited) updateText(line, () => said);
      drawAskingBar(childOf(bar, "div", "doing"), doingBarOf(found, muting));
    },
  );
}

interface Shown {
  readonly parts: MutedParts;
  readonly graph: NetworkGraph;
}

function drawParts(
  line: HtmlSelection,
  { parts, graph }: Shown,
  muting: Muting,
  act: (change: () => void) => void,
): void {
  updateText(childOf(line, "span", "label"), () => t("Muted"));
  const names = childOf(line, "span", "names");
  names
    .selectAll<HTMLButtonElement, MutedParts[number]>("button")
    .data(parts.slice(0, mostNamed), ({ node }) => node)
    .join((enter) => enter.append("button").attr("type", "button"))
    .order()
    .attr("data-part", ({ node }) => node)
    .attr("title", (part) => t("Let {0} through again", partText(graph, part)))
    .attr("aria-label", (part) => t("Let {0} through again", partText(graph, part)))
    .text((part) => partText(graph, part))
    .on("click", (_event, { node }) => {
      act(() => {
        muting.letThrough(node);
      });
    });
  const others = parts.length - mostNamed;
  updateText(childOf(line, "span", "more"), () =>
    others > 0 ? t("and {0} more", formatCount(others)) : "",
  );
  childOf(line, "button", "nothing")
    .attr("type", "button")
    .text(t("Mute nothing"))
    .on("click", () => {
      act(() => {
        muting.muteNothing();
      });
    });
}

interface Found {
  readonly standing: Standing;
  readonly doing: MutedDoing | null;
  readonly told: WeightsTold;
}

function doingBarOf({ standing, doing, told }: Found, muting: Muting): AskingBar {
  const test = (label: string, examples: number): AskingBar["choices"][number] => ({
    label,
    act: () => {
      muting.test(examples);
    },
  });
  const isAsking = standing.kind === "asking";
  const cancel = {
    label: t("Cancel"),
    act: () => {
      muting.cancel();
    },
  };
  const choices = [
    test(t("{0} test images", formatCount(fewExamples)), fewExamples),
    test(t("All test images"), allExamples),
  ];
  return {
    text: doingText(standing, doing, told),
    progress: isAsking ? standing.done / Math.max(1, standing.of) : null,
    work: t("Testing without these parts"),
    choices: isAsking ? [cancel] : choices,
    awaited: { text: longestText(told), choices },
  };
}
