import { computed, type ReadonlySignal } from "@preact/signals-core";
import { formatRunDate } from "../../model/run/runDate.js";
import type { RunState } from "../../model/run/state.js";
import { childOf, dropChild, type HtmlSelection } from "../marks/dom.js";
import { updateText } from "../marks/update.js";
import { drawOnChange } from "../state/binding/frame.js";
import { outsideSignal } from "../state/binding/outsideSignal.js";
import { formatCount } from "../words/format.js";
import { t } from "../words/l10n.js";
import { bindMoment } from "./bindMoment.js";
import { progressText } from "./progressText.js";
import { toldOf, type Told } from "./standingText.js";
import type { EvaluationActions, EvaluationStores } from "./stores.js";
import type { Tested } from "./tested.js";
import type { Standing } from "../state/longQuestion.js";

/** Before that an answer is as good as at once. */
const waitsMs = 300;

const actionTexts: Readonly<Record<NonNullable<Told["action"]>, string>> = {
  train: t("Train"),
  evaluate: t("Evaluate"),
  again: t("Evaluate again"),
};

/**
 * Of which run all this is, what it comes to, and how the question stands.
 *
 *     div.evaluation-head
 *       h1
 *       p.of-run
 *       div.moment                by `bindMoment`
 *       dl.sums > div > dt + dd
 *       div.standing > p.told, button.action
 *       div.progress > progress, span.done, button.cancel
 *       p.unseen[role=status]
 */
export function bindHead(
  head: HtmlSelection,
  stores: EvaluationStores,
  host: EvaluationActions,
): void {
  const { runs, view, testing } = stores;
  childOf(head, "h1", "title").text(t("Evaluation"));
  const ofRun = childOf(head, "p", "of-run");
  bindMoment(childOf(head, "div", "moment"), stores);
  const isLong = longerThan(testing.standing, waitsMs);
  const act = (action: Told["action"]): void => {
    if (action === "train") host.train();
    else void testing.ask();
  };
  drawOnChange(
    () => ({
      ...{ run: runs.run.value, tested: testing.tested.value },
      ...{ network: runs.network.value?.title ?? "", isSample: runs.role.value === "sample" },
    }),
    ({ tested, ...told }) => {
      updateText(ofRun, () => runLine(told, tested));
      drawSums(childOf(head, "dl", "sums"), tested);
    },
  );
  const told = computed(() =>
    toldOf({
      run: runs.run.value,
      at: view.at.value,
      standing: testing.standing.value,
      tested: testing.tested.value,
      isRecalling: testing.isRecalling.value,
    }),
  );
  drawOnChange(
    () => told.value,
    (next) => {
      drawTold(childOf(head, "div", "standing"), next, act);
    },
  );
  drawOnChange(
    () => (isLong.value ? testing.standing.value : null),
    (standing) => {
      drawProgress(head, standing, () => {
        testing.cancel();
      });
    },
  );
  const status = childOf(head, "p", "unseen").attr("role", "status");
  drawOnChange(
    () => testing.tested.value,
    (tested) => {
      updateText(status, () =>
        tested === null ? "" : t("Evaluated: test accuracy {0}", tested.accuracy.toFixed(3)),
      );
    },
  );
}

/** Whether a question is open for longer than that. */
function longerThan(
  standing: ReadonlySignal<Standing>,
  milliseconds: number,
): ReadonlySignal<boolean> {
  const isAsking = computed(() => standing.value.kind === "asking");
  let isOver = false;
  return outsideSignal(
    () => isOver,
    (changed) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const set = (value: boolean): void => {
        isOver = value;
        changed();
      };
      const end = isAsking.subscribe((asking) => {
        clearTimeout(timer);
        if (asking) timer = setTimeout(set, milliseconds, true);
        else set(false);
      });
      return () => {
        end();
        clearTimeout(timer);
      };
    },
  );
}

interface ToldRun {
  readonly run: RunState;
  readonly network: string;
  readonly isSample: boolean;
}

function runLine({ run, network, isSample }: ToldRun, tested: Tested | null): string {
  const { started, startedAt } = run;
  if (started === null) return "";
  const date =
    startedAt === null ? "–" : formatRunDate(startedAt, document.documentElement.lang || "en");
  const title = isSample ? t("The sample run") : t("Run of {0}", date);
  return [
    ...[title, network, started.dataset.title],
    ...(tested === null ? [] : [t("weights after step {0}", formatCount(tested.said.step))]),
  ].join(" · ");
}

interface Sum {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

function drawSums(list: HtmlSelection, tested: Tested | null): void {
  const sums: readonly Sum[] =
    tested === null
      ? []
      : [
          { id: "accuracy", title: t("Test accuracy"), text: tested.accuracy.toFixed(3) },
          { id: "loss", title: t("Test loss"), text: tested.loss.toFixed(3) },
          { id: "examples", title: t("test images"), text: formatCount(tested.examples) },
          {
            id: "mistakes",
            title: t("mistakes"),
            text: formatCount(Math.round(tested.examples * (1 - tested.accuracy))),
          },
        ];
  const items = list
    .selectAll<HTMLDivElement, Sum>("div")
    .data(sums, ({ id }) => id)
    .join((enter) => {
      const item = enter.append("div").attr("data-sum", ({ id }) => id);
      item.append("dt");
      item.append("dd");
      return item;
    });
  updateText(items.select<HTMLElement>("dt"), ({ title }) => title);
  updateText(items.select<HTMLElement>("dd"), ({ text }) => text);
}

function drawTold(
  place: HtmlSelection,
  { text, isFault, action }: Told,
  act: (action: Told["action"]) => void,
): void {
  const line = childOf(place, "p", "told").classed("is-fault", isFault);
  line.attr("role", isFault ? "alert" : null);
  updateText(line, () => text);
  if (action === null) {
    dropChild(place, "action");
    return;
  }
  const button = childOf(place, "button", "action").attr("type", "button");
  button.on("click", () => {
    act(action);
  });
  updateText(button, () => actionTexts[action]);
}

function drawProgress(head: HtmlSelection, standing: Standing | null, cancel: () => void): void {
  if (standing?.kind !== "asking") {
    dropChild(head, "progress");
    return;
  }
  const { done, of } = standing;
  const place = childOf(head, "div", "progress");
  const bar = childOf(place, "progress", "bar").attr("aria-label", t("Evaluating the test set"));
  // Without a value it says only that something goes on.
  bar.attr("max", of === 0 ? null : of).attr("value", of === 0 ? null : done);
  updateText(childOf(place, "span", "done"), () => progressText(standing));
  childOf(place, "button", "cancel").attr("type", "button").text(t("Cancel")).on("click", cancel);
}
