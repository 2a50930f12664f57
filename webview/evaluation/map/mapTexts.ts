import type { AskingBar } from "../../marks/askingBar.js";
import type { Standing } from "../../state/longQuestion.js";
import { formatCount, formatShare } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { nameOf } from "../cellTexts.js";
import type { MapChoice, MapContent, MapFilter } from "./mapState.js";

/** What images the tiles beside the map show, as a heading. */
export function tilesTitle({ tested }: MapContent, choice: MapChoice, filter: MapFilter): string {
  switch (choice.kind) {
    case "near":
      return t(
        "Image {0}, {1}, and those nearest to it",
        choice.example,
        nameOf(tested, tested.said.labels[choice.example] ?? 0),
      );
    case "outlined":
      return t("Within the outline");
    case "shown": {
      const name = filter.label === null ? null : nameOf(tested, filter.label);
      if (name === null) return filter.isMistakesOnly ? t("All mistakes") : t("All images");
      return filter.isMistakesOnly
        ? t("Mistakes about {0}", name)
        : t("{0}, or taken for it", name);
    }
  }
}

/** Classes that are counted one by one. */
const mostCounted = 4;

/** What the images are, the most frequent first; the nearest ones without the image itself. */
export function tilesSummary({ tested }: MapContent, examples: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const example of examples) {
    const label = tested.said.labels[example] ?? 0;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const frequent = [...counts].toSorted(([a, one], [b, other]) => other - one || a - b);
  const told = frequent
    .slice(0, mostCounted)
    .map(([label, count]) => t("{0} {1}", formatCount(count), nameOf(tested, label)));
  const others = frequent.slice(mostCounted).reduce((sum, [, count]) => sum + count, 0);
  if (others > 0) told.push(t("{0} others", formatCount(others)));
  return told.join(" · ");
}

interface Asked {
  readonly standing: Standing;
  readonly content: MapContent | null;
  /** The run takes steps, and waits meanwhile. */
  readonly isAtWork: boolean;
  readonly ask: () => void;
  readonly cancel: () => void;
}

/** How drawing the map stands, and what can be done about it. */
export function mapBar({ standing, content, isAtWork, ask, cancel }: Asked): AskingBar {
  const work = t("Drawing the map");
  if (standing.kind === "asking") {
    const { done, of } = standing;
    const share = of === 0 ? 0 : done / of;
    const text = t("Drawing the map: {0}", formatShare(share));
    return { text, progress: share, work, choices: [{ label: t("Cancel"), act: cancel }] };
  }
  const quiet = { progress: null, work };
  const draw = (label: string): AskingBar["choices"] => [{ label, act: ask }];
  switch (standing.kind) {
    case "failed":
      return { ...quiet, text: standing.message, choices: draw(t("Try again")) };
    case "absent":
      return { ...quiet, text: t("There are no weights to draw a map of."), choices: [] };
    case "quiet":
      break;
  }
  if (content === null) {
    const cost = isAtWork ? t("This evaluates the run once more, which slows it meanwhile.") : "";
    return { ...quiet, text: cost, choices: draw(t("Draw the map")) };
  }
  const { step } = content.map;
  if (step === content.tested.said.step) return { ...quiet, text: sizeText(content), choices: [] };
  const old = t("The map is of the weights after step {0}.", formatCount(step));
  return { ...quiet, text: old, choices: draw(t("Draw it again")) };
}

/** Of a large set only the first images are in the map. */
function sizeText({ count, tested, map }: MapContent): string {
  const images =
    count < tested.examples
      ? t("The first {0} of {1} images", formatCount(count), formatCount(tested.examples))
      : t("{0} images", formatCount(count));
  return t(
    "{0}, by the {1} numbers that the network's classifier reads of each.",
    images,
    formatCount(map.features),
  );
}
