import { computed, signal } from "@preact/signals-core";
import { noWish } from "../../protocol.js";
import { elementOf, type HtmlSelection } from "../../marks/dom.js";
import { drawOnChange } from "../../state/binding/frame.js";
import type { Stores } from "../../state/binding/stores.js";
import { epochAt } from "../../state/epochAt.js";
import type { ChosenImage } from "../../state/seeing/chosenImage.js";
import { isSameImage, secondImageOf } from "../../state/seeing/looks.js";
import type { SeenState } from "../../state/seeing/imageRequests.js";
import { isKept, isThroughSame } from "../../state/seeing/compared.js";
import { examplesWithin, nextOf, previousOf, randomOf } from "../../state/seeing/nextExample.js";
import { t } from "../../words/l10n.js";
import { weightsText } from "../../words/weightsText.js";
import { drawSeeingBar } from "./drawSeeingBar.js";
import type { SecondImage, SeeingActions } from "./seeingActions.js";

type BarStores = Pick<Stores, "view" | "seeing" | "timeline" | "runs" | "otherWeights">;

/** Binds the bar of the image that goes through the network; `leave` takes the focus where it goes away. */
export function bindSeeingBar(
  bar: HtmlSelection,
  { view, seeing, timeline, runs, otherWeights }: BarStores,
  leave: () => void,
): void {
  const { testSet, ownPicture, comparing } = seeing;
  const remark = signal("");
  const hasFocus = (place: HTMLElement | null): boolean =>
    place?.contains(place.ownerDocument.activeElement) === true;
  const actions = actionsOf({ view, seeing }, remark, {
    close: () => {
      const hadFocus = hasFocus(elementOf(bar));
      view.image.value = null;
      view.isDrawing.value = false;
      comparing.end();
      testSet.cancelSearch();
      ownPicture.forget();
      if (hadFocus) leave();
    },
    endComparing: () => {
      const hadFocus = hasFocus(bar.select<HTMLElement>(".second").node());
      comparing.end();
      if (hadFocus) bar.select<HTMLElement>(".compare").node()?.focus();
    },
  });
  const isPast = computed(() => timeline.place.value !== null);
  const weightsOf = ({ seen }: SeenState, isThen: boolean): string => {
    const image = seen?.image ?? null;
    const epoch = image === null ? null : epochAt(runs.run.value, image.step);
    return image === null ? "" : weightsText(image, { epoch, isPast: isThen });
  };
  bar.attr("aria-label", t("Image"));
  elementOf(bar).addEventListener("keydown", ({ key }) => {
    if (key === "Escape") actions.close();
  });
  drawOnChange(
    () => ({
      chosen: view.image.value,
      testSet: testSet.labels.value,
      state: seeing.state.value,
      search: testSet.searching.value,
      own: ownPicture.state.value,
      second: secondOf({ view, seeing }, (state) => {
        const weights = view.compared.value?.weights ?? noWish;
        const told = weightsOf(state, isPast.value || weights.at !== undefined);
        return weights.run === undefined
          ? told
          : otherRunText(otherWeights.titleOf(weights.run), state);
      }),
      otherWeights: otherWeights.groups.value,
      through: view.compared.value?.weights ?? noWish,
      isDrawing: view.isDrawing.value,
      remark: remark.value,
      weights: weightsOf(seeing.state.value, isPast.value),
    }),
    ({ chosen, ...shown }) => {
      bar.attr("hidden", chosen === null ? "" : null);
      if (chosen !== null) drawSeeingBar(bar, { chosen, ...shown }, actions);
    },
  );
}

/** Of which run an answer is, and after which step. */
function otherRunText(title: string, { seen }: SeenState): string {
  if (seen === null) return title;
  const step = weightsText(seen.image, { epoch: null, isPast: false });
  return title === "" ? step : `${title} · ${step}`;
}

/** What is told of the second of two images; null where nothing is compared. */
function secondOf(
  { view, seeing: { comparing } }: Pick<Stores, "view" | "seeing">,
  weightsOf: (state: SeenState) => string,
): SecondImage | null {
  const [compared, chosen] = [view.compared.value, secondImageOf(view)];
  const first = view.image.value;
  if (compared === null || chosen === null || first === null) return null;
  return {
    chosen,
    isFirst: isSameImage(first, chosen) && isThroughSame(compared),
    state: comparing.state.value,
    weights: weightsOf(comparing.state.value),
    own: comparing.ownPicture.state.value,
    canSwap: compared.image !== null,
    isKept: isKept(compared),
    hasPairs: comparing.hasPairs.value,
  };
}

function actionsOf(
  { view, seeing: { testSet, ownPicture, comparing } }: Pick<Stores, "view" | "seeing">,
  remark: { value: string },
  { close, endComparing }: Pick<SeeingActions, "close" | "endComparing">,
): SeeingActions {
  const show = (example: number): void => {
    const chosen = view.image.peek();
    remark.value = "";
    testSet.cancelSearch();
    ownPicture.forget();
    if (chosen !== null) view.image.value = { ...chosen, example, own: null };
  };
  const go = (way: (examples: readonly number[], from: ChosenImage) => number): void => {
    const [chosen, labels] = [view.image.peek(), testSet.labels.peek()];
    if (chosen === null || labels === null) return;
    show(way(examplesWithin(labels, chosen.within), chosen));
  };
  return {
    show,
    close,
    goWithin: (within) => {
      const [chosen, labels] = [view.image.peek(), testSet.labels.peek()];
      if (chosen === null || labels === null) return;
      const isOf = within === null || labels.labels[chosen.example] === within;
      const example = isOf ? chosen.example : nextOf(examplesWithin(labels, within), chosen);
      remark.value = "";
      testSet.cancelSearch();
      ownPicture.forget();
      view.image.value = { within, example, own: null };
    },
    previous: () => {
      go(previousOf);
    },
    next: () => {
      go(nextOf);
    },
    random: () => {
      go((examples, from) => randomOf(examples, from, Math.random));
    },
    mistake: () => {
      remark.value = "";
      const chosen = view.image.peek();
      if (chosen === null) return;
      void testSet.nextMistake(chosen).then((example) => {
        // Who went on to another image meanwhile stays there.
        if (view.image.peek() !== chosen) return;
        if (example === "none") remark.value = t("It gets none of these images wrong.");
        else if (example !== null) show(example);
      });
    },
    take: (files) => {
      void ownPicture.take(files.map((file) => ({ file, isFolder: false })));
    },
    toggleDrawing: () => {
      view.isDrawing.value = !view.isDrawing.peek();
    },
    decide: (choices) => {
      void ownPicture.decide(choices);
    },
    compare: () => {
      remark.value = "";
      comparing.pin();
    },
    sendBeside: (weights) => {
      remark.value = "";
      comparing.sendThrough(weights);
    },
    swap: () => {
      remark.value = "";
      comparing.swap();
    },
    endComparing,
    decideSecond: (choices) => {
      void comparing.ownPicture.decide(choices);
    },
    cancel: () => {
      testSet.cancelSearch();
    },
  };
}
