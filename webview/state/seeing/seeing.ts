import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { NodeId } from "../../../model/network/spec.js";
import type { AskRun } from "../../host/runQuestions.js";
import type { RunStore } from "../runStore.js";
import type { ViewStore } from "../viewStore.js";
import { SecondLook } from "./secondLook.js";
import { DrawingPad } from "./drawingPad.js";
import { ImageRequests, type SeenState } from "./imageRequests.js";
import { isLookAt, lookAt, type MapsWish } from "./looks.js";
import { lookWhileShown } from "./lookWhileShown.js";
import { OwnPicture, type PicturePlace } from "./ownPicture.js";
import { TestSet } from "./testSet.js";

const noMaps: MapsWish = { nodes: [], most: 1 };

/** The image that goes through the network, and what the stage shows of it. */
export class Seeing {
  readonly testSet: TestSet;
  readonly ownPicture: OwnPicture;
  readonly pad: DrawingPad;
  /** The second of two images. */
  readonly comparing: SecondLook;
  /** The nodes whose maps are seen on the stage, and how many of each at most. */
  readonly shown = signal(noMaps);
  private readonly requests: ImageRequests;

  constructor(
    private readonly runs: RunStore,
    private readonly view: ViewStore,
    ask: AskRun,
  ) {
    this.testSet = new TestSet(ask, runs);
    this.ownPicture = new OwnPicture(ask, placeOfFirst(view));
    this.pad = new DrawingPad(view);
    this.requests = new ImageRequests(ask);
    this.comparing = new SecondLook(runs, view, ask, this);
  }

  get state(): ReadonlySignal<SeenState> {
    return this.requests.state;
  }

  /** Whether there is an answer, and of the network that is drawn: a what-if changes that one alone. */
  readonly hasMaps = computed(
    () => this.state.value.seen !== null && this.runs.answer.value?.isChanged !== true,
  );

  /** Whether all is told of the image that was chosen last, or why it cannot be. */
  readonly isAnswered = computed(() => {
    const [image, { seen, problem }] = [this.view.image.value, this.state.value];
    return image === null || problem !== null || (seen !== null && isLookAt(seen.look, image));
  });

  /** Asks for what is chosen and seen. Returns what ends it. */
  start(): () => void {
    const wanted = computed(() => lookAt(this.view, this.shown.value));
    const ends = [
      lookWhileShown(this.requests, this.runs, () => wanted.value),
      this.comparing.start(),
      this.testSet.readWhile(
        () => wanted.value !== null,
        () => this.hasMaps.value,
      ),
    ];
    return () => {
      for (const end of ends) end();
    };
  }
}

/** The image that goes through the network, where a picture of a person's own takes its place. */
export function placeOfFirst(view: Pick<ViewStore, "image" | "toggleImage">): PicturePlace {
  return {
    open: () => {
      if (view.image.peek() === null) view.toggleImage();
    },
    show: (own) => {
      const image = view.image.peek();
      if (image !== null) view.image.value = { ...image, own };
    },
  };
}

export function isSameShown(a: MapsWish, b: MapsWish): boolean {
  return a.most === b.most && sameIds(a.nodes, b.nodes);
}

function sameIds(a: readonly NodeId[], b: readonly NodeId[]): boolean {
  return a.length === b.length && a.every((id, place) => id === b[place]);
}
