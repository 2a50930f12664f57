import type { TestLabels } from "../../../model/asking/testLabels.js";
import type { ChosenImage } from "../../state/seeing/chosenImage.js";
import type { SeenState } from "../../state/seeing/imageRequests.js";
import type { Standing } from "../../state/longQuestion.js";
import type { OwnState, PreparationChoices } from "../../state/seeing/ownPicture.js";

/** What the bar of the image is drawn from. */
export interface SeeingBar {
  readonly chosen: ChosenImage;
  readonly testSet: TestLabels | null;
  readonly state: SeenState;
  /** How looking for a mistake stands. */
  readonly search: Standing;
  readonly own: OwnState;
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
  readonly cancel: () => void;
  readonly close: () => void;
}
