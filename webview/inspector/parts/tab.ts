import type { ChannelExcitation } from "../../../model/asking/channelExcitation.js";
import type { ImageTiles } from "../../../model/asking/testImages.js";
import type { ImageWish, MadeImage } from "../../../model/asking/madeImage.js";
import type { Origin } from "../../../model/asking/derivation/derivation.js";
import type { NetworkGraph } from "../../../model/network/graph.js";
import type { NetworkNode } from "../../../model/network/node.js";
import type { NodeId } from "../../../model/network/spec.js";
import type { Phase } from "../../../model/run/phase.js";
import type { HistogramsPoint, TimingsPoint } from "../../../model/run/state.js";
import type { HtmlSelection } from "../../marks/dom.js";
import type { PictureFormat } from "../../export/pictureFile.js";
import type { LiveValues } from "../../state/liveValues.js";
import { noWeights, type WeightState } from "../../state/weights/weightState.js";
import { nothingSeen, type SeenState } from "../../state/seeing/imageRequests.js";
import { noAnswer, type Newest } from "../../state/newestQuestion.js";
import type { Standing } from "../../state/longQuestion.js";
import type { WeightsTold } from "../../state/weightsTold.js";
import { weightsText } from "../../words/weightsText.js";
import type { Tile } from "../../state/tiles.js";
import { firstChoices, type Choices } from "../../state/choices.js";

/** What the inspector shows. Where the host or a run is missing, all but the node has a value that says so. */
export interface Inspected {
  readonly graph: NetworkGraph;
  readonly node: NetworkNode;
  readonly live: LiveValues;
  readonly run?: ShownRun;
  readonly weights?: WeightState;
  /** What the node makes of the image that goes through the network. */
  readonly maps?: ShownMaps;
  /** What excites its channels, where a person has asked. */
  readonly excitation?: ShownExcitation;
  /** How the number at hand of its maps comes about. */
  readonly number?: Newest<"derivedNumber">;
  /** What of the image matters for a class. */
  readonly relevance?: Newest<"relevance">;
  /** On what receptive fields are drawn. */
  readonly fieldImage?: FieldImage;
  readonly choices?: Choices;
  readonly actions?: TabActions;
  /** Changes with VS Code's colors: what is painted pixel by pixel is painted again. */
  readonly theme?: string;
}

/**
 * On what receptive fields are drawn: images of Fashion-MNIST that came along, where the run is of them or there is none
 * yet; else the image that goes through the network, as no other is known of the run's. Null where none does.
 */
export type FieldImage = "samples" | ImageTiles | null;

export interface ShownMaps {
  /** False where no image is chosen. */
  readonly isAsked: boolean;
  readonly state: SeenState;
  /** Of the second of two images; null where nothing is compared. */
  readonly second: SeenState | null;
}

export interface ShownExcitation {
  readonly standing: Standing;
  readonly answer: ChannelExcitation | null;
  /** An image of the test set; undefined while it is on its way. */
  readonly tileOf: (example: number) => Tile | undefined;
  /** Why images are missing; null where nothing went wrong. */
  readonly fault: string | null;
  /** Says of which weights an answer is. */
  readonly told: WeightsTold;
  /** The image that is made, or was made last, to excite a channel: which was wished for, and how far it has come. */
  readonly made: {
    readonly wish: ImageWish | null;
    readonly standing: Standing;
    readonly answer: MadeImage | null;
  };
}

/** What the tabs need to know of the run beside its live numbers. */
export interface ShownRun {
  readonly phase: Phase;
  readonly histograms: readonly HistogramsPoint[];
  /** Steps between two histograms; 0 for none, null where there is no run. */
  readonly histogramsEvery: number | null;
  /** The newest times of the nodes. */
  readonly timings: TimingsPoint | null;
  /** Steps between two timings; 0 for none, null where there is no run. */
  readonly timingsEvery: number | null;
  /** Images in a batch; null where there is no run. */
  readonly batchSize: number | null;
  /** False while a what-if changes the shown network: what the run measures is of another one. */
  readonly isOfThisNetwork: boolean;
  /** The step that is looked back at; null for the run as it stands. */
  readonly place: number | null;
}

/** What a person can do within a tab. */
export interface TabActions {
  readonly choose: (changes: Partial<Choices>) => void;
  readonly openNode: (id: NodeId) => void;
  readonly readWeightsAgain: () => void;
  /** Sends an image through the network: the one that was shown last. */
  readonly chooseImage: () => void;
  /** Shows how another number comes about, from which the one at hand is worked out. */
  readonly followNumber: (origin: Origin) => void;
  /** Sends an image of the test set through the network. */
  readonly sendImage: (example: number) => void;
  /** Shows what that channel of the node looks for. */
  readonly showExcitation: (channel: number) => void;
  /** Looks for what excites the channels among so many images at most. */
  readonly askExcitation: (examples: number) => void;
  readonly cancelExcitation: () => void;
  /** Makes an image that excites a channel; it stays as far as it has come where that is stopped. */
  readonly makeImage: (wish: ImageWish) => void;
  readonly stopMaking: () => void;
  /** Saves a picture of the tab; absent where there is no host to write it. */
  readonly savePicture?: (svg: SVGSVGElement, request: TabPicture) => void;
}

export interface TabPicture {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly format: PictureFormat;
  /** Says how it went. */
  readonly line: HtmlSelection;
}

/** What a tab draws from. */
export type TabContents = Required<Inspected>;

export const noRun: ShownRun = {
  phase: "idle",
  histograms: [],
  histogramsEvery: null,
  timings: null,
  timingsEvery: null,
  batchSize: null,
  isOfThisNetwork: true,
  place: null,
};

const noActions: TabActions = {
  choose: () => undefined,
  openNode: () => undefined,
  readWeightsAgain: () => undefined,
  chooseImage: () => undefined,
  followNumber: () => undefined,
  sendImage: () => undefined,
  showExcitation: () => undefined,
  askExcitation: () => undefined,
  cancelExcitation: () => undefined,
  makeImage: () => undefined,
  stopMaking: () => undefined,
};

const nothingAsked: ShownExcitation = {
  ...{ standing: { kind: "quiet" }, answer: null, fault: null },
  tileOf: () => undefined,
  told: (step) => weightsText({ step }, { epoch: null, isPast: false }),
  made: { wish: null, standing: { kind: "quiet" }, answer: null },
};

export function contentsOf(inspected: Inspected): TabContents {
  return {
    run: noRun,
    weights: noWeights,
    maps: { isAsked: false, state: nothingSeen, second: null },
    excitation: nothingAsked,
    number: noAnswer,
    relevance: noAnswer,
    fieldImage: "samples",
    choices: firstChoices,
    actions: noActions,
    theme: "",
    ...inspected,
  };
}

/**
 * What a tab may show beside the node itself: it is fed, and drawn again, with what it says that it shows. `live`
 * is with every update of the run, `run` what it tells more seldom, `field` receptive fields; `weights` and `maps` are
 * asked for while it is open; `excitation` is what excites the node's channels.
 */
export type Shows = "live" | "run" | "field" | "weights" | "maps" | "excitation";

/** One view of the chosen node. `draw` may be called again with new numbers and then only updates. */
export interface InspectorTab {
  readonly id: string;
  readonly title: string;
  /** What it draws from. */
  readonly shows: readonly Shows[];
  draw(panel: HtmlSelection, contents: TabContents): void;
}
