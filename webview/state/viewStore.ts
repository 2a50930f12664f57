import { batch, computed, signal } from "@preact/signals-core";
import type { NodeId } from "../../model/network/spec.js";
import { asItIs, type WhatIf } from "../protocol.js";
import { firstChoices, type Choices } from "./choices.js";
import type { Moment } from "./timeline.js";
import { keptParts, type MutedParts } from "./muting/mutedParts.js";
import { firstImage, keptImage, type ChosenImage } from "./seeing/chosenImage.js";
import { keptCompared, type Compared } from "./seeing/compared.js";
import { keptStrokes, type Strokes } from "./seeing/drawing.js";
import { toggled } from "./toggled.js";
import type { ChosenZoom, ViewState } from "./viewState.js";

/** What a person chose to look at. */
export class ViewStore {
  readonly scope = signal<NodeId | null>(null);
  readonly selection = signal<NodeId | null>(null);
  readonly tab = signal("shape");
  readonly measure = signal("activation");
  readonly zoom = signal<ChosenZoom>(null);
  /** Whether the picture is shown to a room, alone and larger. */
  readonly isPresenting = signal(false);
  readonly dismissed = signal<readonly string[]>([]);
  readonly folded = signal<readonly NodeId[]>([]);
  readonly whatIf = signal<WhatIf>(asItIs);
  readonly image = signal<ChosenImage | null>(null);
  /** What is looked at beside the image, where there is one; null for nothing. */
  readonly compared = signal<Compared | null>(null);
  /** Whether the pad is open on which an image is drawn. */
  readonly isDrawing = signal(false);
  /** What is drawn there, whether or not it goes through the network. */
  readonly strokes = signal<Strokes>([]);
  /** The parts that the run's network is looked at without. */
  readonly muted = signal<MutedParts>([]);
  /** Whether the ribbons between blocks show what flows from path to path. */
  readonly showsFlow = signal(false);
  /** Whether that is what flows for the image, where there is one, and not by the weights alone. */
  readonly flowsByImage = signal(false);
  readonly choices = signal<Choices>(firstChoices);
  /** The moment of a run that is looked back at; null for the run as it stands. */
  readonly moment = signal<Moment | null>(null);
  private lastImage = firstImage;
  /** Whether anything was kept or chosen yet: before that the page may choose a first view. */
  readonly isChosen: boolean;

  constructor(kept: Partial<ViewState>) {
    this.isChosen = kept.scope !== undefined;
    this.scope.value = kept.scope ?? null;
    this.selection.value = kept.selection ?? null;
    this.tab.value = kept.tab ?? this.tab.value;
    this.measure.value = kept.measure ?? this.measure.value;
    this.zoom.value = kept.zoom ?? null;
    this.isPresenting.value = kept.isPresenting ?? false;
    this.dismissed.value = kept.dismissed ?? [];
    this.folded.value = kept.folded ?? [];
    this.whatIf.value = kept.question ?? asItIs;
    this.image.value = kept.image ?? null;
    this.compared.value = kept.compared ?? null;
    this.isDrawing.value = kept.isDrawing ?? false;
    this.strokes.value = kept.strokes ?? [];
    this.muted.value = kept.muted ?? [];
    this.showsFlow.value = kept.showsFlow ?? false;
    this.flowsByImage.value = kept.flowsByImage ?? false;
    this.choices.value = { ...firstChoices, ...kept.choices };
    this.moment.value = kept.moment ?? null;
  }

  /** One by one: the state must not change with every move over a histogram, which is not kept. */
  private readonly kept = {
    image: computed(() => this.choices.value.image),
    cell: computed(() => this.choices.value.cell),
    kernel: computed(() => this.choices.value.kernel),
    strokes: computed(() => keptStrokes(this.strokes.value)),
  };

  readonly state = computed<ViewState>(() => ({
    scope: this.scope.value,
    selection: this.selection.value,
    tab: this.tab.value,
    measure: this.measure.value,
    zoom: this.zoom.value,
    isPresenting: this.isPresenting.value,
    dismissed: this.dismissed.value,
    folded: this.folded.value,
    question: this.whatIf.value,
    image: keptImage(this.image.value),
    compared: keptCompared(this.compared.value),
    isDrawing: this.isDrawing.value,
    strokes: this.kept.strokes.value,
    muted: keptParts(this.muted.value),
    showsFlow: this.showsFlow.value,
    flowsByImage: this.flowsByImage.value,
    choices: {
      image: this.kept.image.value,
      cell: this.kept.cell.value,
      kernel: this.kept.kernel.value,
    },
    moment: this.moment.value,
  }));

  /** What a person looks at within the inspector's tabs. */
  choose(changes: Partial<Choices>): void {
    this.choices.value = { ...this.choices.peek(), ...changes };
  }

  select(id: NodeId): void {
    this.selection.value = id;
  }

  /** Shows a module, a block or everything, fitted to the window. */
  open(scope: NodeId | null, selection: NodeId | null = scope): void {
    batch(() => {
      if (scope !== this.scope.peek()) this.zoom.value = null;
      this.scope.value = scope;
      if (selection !== null) this.selection.value = selection;
    });
  }

  /** Folds a module or block to a card, or unfolds it; what was chosen within it gives way to it. */
  toggleFold(id: NodeId): void {
    batch(() => {
      const isFolded = this.folded.peek().includes(id);
      this.folded.value = toggled(this.folded.peek(), id);
      this.zoom.value = null;
      if (!isFolded && this.selection.peek()?.startsWith(`${id}/`) === true) {
        this.selection.value = id;
      }
    });
  }

  /** Takes the 1×1 reductions out of a block, or puts them back. */
  toggleReductions(id: NodeId): void {
    batch(() => {
      const { inputSize, unreduced } = this.whatIf.peek();
      this.whatIf.value = { inputSize, unreduced: toggled(unreduced, id) };
      // A reduction that was chosen is gone.
      if (this.selection.peek()?.startsWith(`${id}/`) === true) this.selection.value = id;
    });
  }

  /** Shows the image that was shown last, or none. */
  toggleImage(): void {
    const shown = this.image.peek();
    this.lastImage = shown ?? this.lastImage;
    this.image.value = shown === null ? this.lastImage : null;
  }

  /** Shows an example of the test set, and goes on among all of them. */
  showExample(example: number): void {
    this.image.value = { example, within: null, own: null };
  }

  /** Back to the network as the run has it. */
  askNothing(): void {
    this.whatIf.value = asItIs;
  }

  /** Null for the run's own. */
  askInputSize(inputSize: number | null): void {
    this.whatIf.value = { ...this.whatIf.peek(), inputSize };
  }
}
