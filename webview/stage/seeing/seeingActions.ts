import type { TestLabels } from "../../../model/asking/testLabels.js";
import type { WeightsOf } from "../../protocol.js";
import type { WeightsGroup } from "../../state/weightsGroups.js";
import type { ChosenImage } from "../../state/seeing/chosenImage.js";
import type { SeenState } from "../../state/seeing/imageRequests.js";
import type { Standing } from "../../state/longQuestion.js";
import type { PreparationChoices } from "../../../model/asking/preparation.js";
import type { OwnState } from "../../state/seeing/ownPicture.js";

/** What is told of the second of two images. */
export interface SecondImage {
  readonly chosen: ChosenImage;
  /** Of which weights the answer is. */
  readonly weights: string;
  readonly state: SeenState;
  readonly own: OwnState;
  /** Whether it is the first, through the same weights. */
  readonly isFirst: boolean;
  /** Whether it is another image than the first, which can change places with it. */
  readonly canSwap: boolean;
  /** Whether it is found again after a reload. */
  readonly isKept: boolean;
  /** Whether its maps can stand beside those of the first. */
  readonly hasPairs: boolean;
}

/** What the bar of the image is drawn from. */
export interface SeeingBar {
  readonly chosen: ChosenImage;
  readonly testSet: TestLabels | null;
  readonly state: SeenState;
  /** Of which weights the answer is. */
  readonly weights: string;
  /** How looking for a mistake stands. */
  readonly search: Standing;
  readonly own: OwnState;
  /** Other weights through which the image can be sent, and those that it is sent through beside the ones at hand. */
  readonly otherWeights: readonly WeightsGroup[];
  readonly through: WeightsOf;
  /** Null where nothing is compared. */
  readonly second: SecondImage | null;
  /** Whether the pad is open on which an image is drawn. */
  readonly isDrawing: boolean;
  /** What came of the last search, where it led to no image. */
  readonly remark: string;
}

/** What a person can do there. */
export interface SeeingActions {
  readonly show: (example: number) => void;
  readonly goWithin: (label: number | null) => void;
  readonly previous: () => void;
  readonly next: () => void;
  readonly random: () => void;
  readonly mistake: () => void;
  readonly take: (files: readonly File[]) => void;
  /** Opens the pad on which an image is drawn, or closes it. */
  readonly toggleDrawing: () => void;
  readonly decide: (choices: Partial<PreparationChoices>) => void;
  /** Keeps the image as the second of two, to go on to others. */
  readonly compare: () => void;
  /** Sends the image through these weights too; through none where they are those at hand. */
  readonly sendBeside: (weights: WeightsOf) => void;
  readonly swap: () => void;
  readonly endComparing: () => void;
  /** Prepares the second picture otherwise. */
  readonly decideSecond: (choices: Partial<PreparationChoices>) => void;
  readonly cancel: () => void;
  readonly close: () => void;
}
