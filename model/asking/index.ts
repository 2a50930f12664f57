import type { NodeId } from "../network/spec.js";
import type { LayerWeights } from "../run/layerWeights.js";
import type { Question } from "./question.js";
import { weights } from "./weights.js";

/** What can be asked of a run, and what is told, by its kind. */
interface Kinds {
  readonly weights: { readonly input: NodeId; readonly answer: LayerWeights };
}

export type QuestionKind = keyof Kinds;
export type InputOf<K extends QuestionKind> = Kinds[K]["input"];
export type AnswerOf<K extends QuestionKind> = Kinds[K]["answer"];

export const questions: {
  readonly [K in QuestionKind]: Question<InputOf<K>, AnswerOf<K>>;
} = { weights };

/** A question to a run, by its folder. */
export interface AskRequest<K extends QuestionKind = QuestionKind> {
  readonly runDirectory: string;
  readonly kind: K;
  readonly input: InputOf<K>;
}
