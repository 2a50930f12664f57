import type { NodeId } from "../network/spec.js";
import type { LayerWeights } from "../run/layerWeights.js";
import { madeImage, type ImageWish, type MadeImage } from "./madeImage.js";
import { excitation, type ChannelExcitation } from "./channelExcitation.js";
import { contribution, type PathContributions } from "./pathContribution.js";
import { mutedDoing, type MutedDoing, type MutingQuestion } from "./mutedDoing.js";
import type { Derived } from "./derivation/derivation.js";
import { derivedNumber, type NumberAt } from "./derivedNumber.js";
import type { Question } from "./question.js";
import { inputsByImage, type ReadByImage } from "./inputsByImage.js";
import { readInputs, type ReadInputs } from "./readInputs.js";
import { nextMistake, type MistakeWish, type NextMistakes } from "./nextMistake.js";
import { preparedPicture, type PictureFile, type PreparedPicture } from "./preparedPicture.js";
import { relevance, type Relevance, type RelevanceOf } from "./relevance.js";
import { seenImage, type ImageLook, type SeenImage } from "./seenImage.js";
import { testedExamples, type TestedExamples } from "./testedExamples.js";
import { testImages, type ImageTiles } from "./testImages.js";
import { testMap, type TestMap } from "./testMap.js";
import { testLabels, type TestLabels } from "./testLabels.js";
import { weights } from "./weights.js";

/** What can be asked of a run, and what is told, by its kind. */
export interface QuestionKinds {
  readonly weights: { readonly input: NodeId; readonly answer: LayerWeights };
  readonly testedExamples: { readonly input: null; readonly answer: TestedExamples };
  readonly nextMistake: { readonly input: MistakeWish; readonly answer: NextMistakes };
  readonly testLabels: { readonly input: null; readonly answer: TestLabels };
  readonly testMap: { readonly input: null; readonly answer: TestMap };
  readonly testImages: { readonly input: readonly number[]; readonly answer: ImageTiles };
  readonly contribution: { readonly input: number; readonly answer: PathContributions };
  readonly madeImage: { readonly input: ImageWish; readonly answer: MadeImage };
  readonly excitation: { readonly input: number; readonly answer: ChannelExcitation };
  readonly mutedDoing: { readonly input: MutingQuestion; readonly answer: MutedDoing };
  readonly inputsByImage: { readonly input: ReadByImage; readonly answer: ReadInputs };
  readonly readInputs: { readonly input: readonly NodeId[]; readonly answer: ReadInputs };
  readonly preparedPicture: { readonly input: PictureFile; readonly answer: PreparedPicture };
  readonly seenImage: { readonly input: ImageLook; readonly answer: SeenImage };
  readonly derivedNumber: { readonly input: NumberAt; readonly answer: Derived };
  readonly relevance: { readonly input: RelevanceOf; readonly answer: Relevance };
}

export type QuestionKind = keyof QuestionKinds;
export type InputOf<K extends QuestionKind> = QuestionKinds[K]["input"];
export type AnswerOf<K extends QuestionKind> = QuestionKinds[K]["answer"];

export const questions: {
  readonly [K in QuestionKind]: Question<InputOf<K>, AnswerOf<K>>;
} = {
  weights,
  testedExamples,
  nextMistake,
  testLabels,
  testImages,
  testMap,
  contribution,
  excitation,
  madeImage,
  mutedDoing,
  inputsByImage,
  readInputs,
  preparedPicture,
  seenImage,
  derivedNumber,
  relevance,
};

/** A question to a run, by its folder. */
export interface AskRequest<K extends QuestionKind = QuestionKind> {
  /** Names it where its progress is told, and where it is taken back. */
  readonly id: string;
  readonly runDirectory: string;
  readonly kind: K;
  readonly input: InputOf<K>;
  /** The step to which the weights are to be near that the run has kept; the newest where it is left out. */
  readonly at?: number;
}
