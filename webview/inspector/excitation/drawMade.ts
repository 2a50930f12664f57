import type { ImageWish, MadeImage } from "../../../model/asking/madeImage.js";
import { drawAskingBar, type AskingBar } from "../../marks/askingBar.js";
import { keptTileUrl } from "../../marks/bitmap.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import { updateAttribute, updateText } from "../../marks/update.js";
import type { Standing } from "../../state/longQuestion.js";
import { formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import type { ShownExcitation } from "../parts/tab.js";

/** The channel at hand, and what is known of an image that is made for it. */
export interface MadeShown {
  readonly target: Omit<ImageWish, "seed">;
  readonly made: ShownExcitation["made"];
  readonly told: ShownExcitation["told"];
}

export interface MadeActions {
  readonly make: (wish: ImageWish) => void;
  readonly stop: () => void;
}

const quiet: Standing = { kind: "quiet" };
const firstSeed = 1;

/**
 * An image that is made to excite the channel, as far as it has come.
 *
 *     div.made
 *       img
 *       p.what, p.weights, p.mean, p.start
 *       div.asking-bar                      by `drawAskingBar`
 *       p.unseen[role=status]
 */
export function drawMade(frame: HtmlSelection, shown: MadeShown, actions: MadeActions): void {
  const { target, made, told } = shown;
  const isOfThis = (wish: ImageWish | null): boolean =>
    wish?.node === target.node && wish.channel === target.channel;
  const answer = isOfThis(made.answer) ? made.answer : null;
  const standing = isOfThis(made.wish) ? made.standing : quiet;
  const place = childOf(frame, "div", "made");
  const image = childOf(place, "img", "made-image").attr("hidden", answer === null ? "" : null);
  updateAttribute(image, "src", () => (answer === null ? null : keptTileUrl(answer.image)));
  updateAttribute(image, "alt", () => (answer === null ? "" : spoken(answer)));
  const isDone = answer !== null && standing.kind !== "asking";
  updateText(childOf(place, "p", "what"), () => (answer === null ? "" : whatOf(answer, isDone)));
  updateText(childOf(place, "p", "weights"), () => (answer === null ? "" : told(answer.step)));
  updateText(childOf(place, "p", "mean"), () =>
    answer === null ? "" : t("mean {0}", formatMeasured(answer.value)),
  );
  updateText(childOf(place, "p", "start"), () =>
    answer === null ? "" : t("at first {0}", formatMeasured(answer.start)),
  );
  drawAskingBar(childOf(place, "div", "asking-bar"), barOf({ target, standing, answer }, actions));
  // It changes with every step; it is read out when it is made.
  updateText(childOf(place, "p", "unseen").attr("role", "status"), () =>
    answer === null || standing.kind === "asking" ? "" : spoken(answer),
  );
}

/** A rectified channel that no noise reaches has no slope along which an image could be made. */
function whatOf({ value, start }: MadeImage, isDone: boolean): string {
  return isDone && value <= 0 && value <= start
    ? t("Nothing excites it: it stays as it is with noise.")
    : t("Made to excite it");
}

function spoken({ channel, value }: MadeImage): string {
  return t("Image made to excite channel {0}: mean {1}", channel, formatMeasured(value));
}

interface Making {
  readonly target: MadeShown["target"];
  readonly standing: Standing;
  readonly answer: MadeImage | null;
}

function barOf({ target, standing, answer }: Making, { make, stop }: MadeActions): AskingBar {
  const work = t("Making an image that excites the channel");
  if (standing.kind === "asking") {
    const { done, of } = standing;
    return {
      ...{ text: "", work, progress: of === 0 ? 0 : done / of },
      choices: [{ label: t("Stop"), act: stop }],
    };
  }
  const seed = answer === null ? firstSeed : answer.seed + 1;
  return {
    ...{ text: problemOf(standing), work, progress: null },
    choices: [
      {
        label: answer === null ? t("Make an image") : t("Another one"),
        act: () => {
          make({ ...target, seed });
        },
      },
    ],
  };
}

function problemOf(standing: Exclude<Standing, { readonly kind: "asking" }>): string {
  if (standing.kind === "failed") return standing.message;
  return standing.kind === "absent"
    ? t("There is no trained network yet: it comes with the first checkpoint of a run.")
    : "";
}
