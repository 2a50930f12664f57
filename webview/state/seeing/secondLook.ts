import { batch, computed, effect, type ReadonlySignal } from "@preact/signals-core";
import type { ImageLook, SeenImage } from "../../../model/asking/seenImage.js";
import type { AskRun } from "../../host/runQuestions.js";
import type { WeightsOf } from "../../protocol.js";
import type { RunStore } from "../runStore.js";
import { settled } from "../settled.js";
import type { ViewStore } from "../viewStore.js";
import { isOfAnother, type Compared } from "./compared.js";
import { ImageRequests, saysNoMore, type SeenState } from "./imageRequests.js";
import { askSecond, secondLookAt, secondWhose, type MapsWish } from "./looks.js";
import { lookWhileShown } from "./lookWhileShown.js";
import { haveMapsAlike } from "./mapPairs.js";
import { OwnPicture } from "./ownPicture.js";

/** The first of the two, and what of both is seen. */
interface First {
  readonly ownPicture: OwnPicture;
  readonly state: ReadonlySignal<SeenState>;
  readonly shown: ReadonlySignal<MapsWish>;
}

const firstKnown = { of: null, areAlike: true };

/** What is looked at beside the image that goes through the network: the same channels of the same nodes. */
export class SecondLook {
  /** How the second was prepared, where it is a picture of a person's own. */
  readonly ownPicture: OwnPicture;
  private readonly requests: ImageRequests;

  constructor(
    private readonly runs: RunStore,
    private readonly view: ViewStore,
    ask: AskRun,
    private readonly first: First,
  ) {
    this.requests = new ImageRequests(askSecond(ask, view));
    this.ownPicture = new OwnPicture(ask, {
      open: () => undefined,
      show: (own) => {
        const compared = view.compared.peek();
        const image = compared?.image ?? null;
        if (compared === null || image === null) return;
        view.compared.value = { ...compared, image: { ...image, own } };
      },
    });
  }

  readonly isOn: ReadonlySignal<boolean> = computed(
    () => this.view.image.value !== null && this.view.compared.value !== null,
  );

  /** What the network makes of the second. */
  get state(): ReadonlySignal<SeenState> {
    return this.requests.state;
  }

  /** Whether the first has been told already with other channels than the second, which follows at once. */
  readonly isBehind: ReadonlySignal<boolean> = computed(() => {
    const { asked, seen, isSlow, problem } = this.state.value;
    if (asked === null || seen === null || isSlow || problem !== null) return false;
    return !saysNoMore(asked, seen.look);
  });

  private known: { readonly of: Compared | null; readonly areAlike: boolean } = firstKnown;

  /**
   * Whether the maps of both can stand beside each other: those of a network of other layers, or of images of another
   * size, cannot. As it was while answers are awaited.
   */
  readonly hasPairs: ReadonlySignal<boolean> = computed(() => {
    const [first, second] = [this.first.state.value.seen, this.state.value.seen];
    const of = this.view.compared.value;
    // There is room for both until it is known.
    if (of !== this.known.of) this.known = { of, areAlike: true };
    if (first !== null && second !== null && !this.isBehind.value) {
      const isAsked = Object.keys(first.image.nodes).every((id) => second.look.nodes.includes(id));
      const areAlike = isAsked ? haveMapsAlike(first.image.nodes, second.image.nodes) : null;
      this.known = { of, areAlike: areAlike ?? this.known.areAlike };
    }
    return this.isOn.value && this.known.areAlike;
  });

  /** Keeps the image at hand as the second, to go on to others. */
  pin(): void {
    const image = this.view.image.peek();
    if (image === null) return;
    batch(() => {
      this.ownPicture.adopt(this.first.ownPicture.known);
      this.view.compared.value = { image, weights: {}, beside: null };
    });
  }

  /**
   * Sends the second through these weights, which is the image at hand where none was kept; where nothing is said of
   * them it goes through those at hand, so that of one image there is nothing to compare.
   */
  sendThrough(weights: WeightsOf): void {
    const image = this.view.compared.peek()?.image ?? null;
    const isSame = Object.keys(weights).length === 0;
    const beside = isSame ? null : (this.runs.run.peek().started?.runId ?? null);
    if (image === null && isSame) this.end();
    else this.view.compared.value = { image, weights, beside };
  }

  /** The second image becomes the first, and the first the second. */
  swap(): void {
    const [image, compared] = [this.view.image.peek(), this.view.compared.peek()];
    if (image === null || compared === null || compared.image === null) return;
    batch(() => {
      const known = this.first.ownPicture.known;
      this.first.ownPicture.adopt(this.ownPicture.known);
      this.ownPicture.adopt(known);
      this.view.image.value = compared.image;
      this.view.compared.value = { ...compared, image };
    });
  }

  end(): void {
    batch(() => {
      this.ownPicture.forget();
      this.view.compared.value = null;
    });
  }

  /** Asks for what is compared. Returns what ends it. */
  start(): () => void {
    const wanted = settled((): ImageLook | null => {
      const look = secondLookAt(this.view, this.first.shown.value);
      const { seen } = this.first.state.value;
      return look === null ? null : withChannelsOf(look, seen?.image ?? null);
    });
    const endLooking = lookWhileShown(
      this.requests,
      this.runs,
      () => wanted.value,
      () => secondWhose(this.view, this.runs),
    );
    const endWithRun = this.endWithRun();
    return () => {
      endWithRun();
      endLooking();
    };
  }

  /** Other weights were chosen beside those of one run: beside another's they would answer what nobody asked. */
  private endWithRun(): () => void {
    return effect(() => {
      const shown = this.runs.run.value.started?.runId;
      if (shown !== undefined && isOfAnother(this.view.compared.value, shown)) this.sendThrough({});
    });
  }
}

/** Of the nodes that are known of the first the same channels; of the others nothing yet. */
function withChannelsOf(look: ImageLook, first: SeenImage | null): ImageLook {
  const known = look.nodes.flatMap((id) => {
    const tiles = first?.nodes[id];
    return tiles === undefined
      ? []
      : [[id, tiles.maps.slice(0, look.most).map(({ channel }) => channel)] as const];
  });
  return { ...look, nodes: known.map(([id]) => id), channels: Object.fromEntries(known) };
}
