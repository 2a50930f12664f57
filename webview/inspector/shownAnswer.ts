import type { ReadonlySignal } from "@preact/signals-core";
import type { InputOf, QuestionKind } from "../../model/asking/index.js";
import type { Host } from "../host/rpc.js";
import { NewestQuestion, type Newest } from "../state/newestQuestion.js";
import type { Stores } from "../state/binding/stores.js";
import { lookWhileShown } from "../state/seeing/lookWhileShown.js";
import { settled } from "../state/settled.js";

/** What the run answers to a question that follows what is looked at, as long as it is wanted: null for nothing. `end` ends the asking. */
export function shownAnswerOf<K extends QuestionKind>(
  kind: K,
  { askRun }: Pick<Host, "askRun">,
  { runs }: Pick<Stores, "runs">,
  wanted: () => InputOf<K> | null,
): { readonly shown: ReadonlySignal<Newest<K>>; readonly end: () => void } {
  const question = new NewestQuestion(askRun, kind);
  const settledWish = settled(wanted);
  return { shown: question.newest, end: lookWhileShown(question, runs, () => settledWish.value) };
}
