import { batch, computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { ViewStore } from "../viewStore.js";
import {
  begun,
  cleared,
  emptyDrawing,
  extended,
  undone,
  type Drawing,
  type Pen,
  type Spot,
} from "./drawing.js";

/** The widths of pens between a hair of a coat and one that fills it. */
export const penWidths = { least: 10, most: 300, first: 70 } as const;

/** The pad on which a person draws what goes through the network. */
export class DrawingPad {
  readonly pen = signal<Pen>({ ink: "black", width: penWidths.first });
  private readonly current = signal<Drawing>(emptyDrawing);
  private isPenDown = false;

  constructor(private readonly view: Pick<ViewStore, "strokes" | "isDrawing" | "image">) {
    this.current.value = { ...emptyDrawing, strokes: view.strokes.peek() };
  }

  /** It stands beside the picture while there is an image at all. */
  readonly isOpen: ReadonlySignal<boolean> = computed(
    () => this.view.isDrawing.value && this.view.image.value !== null,
  );

  get drawing(): ReadonlySignal<Drawing> {
    return this.current;
  }

  get isDown(): boolean {
    return this.isPenDown;
  }

  begin(at: Spot): void {
    this.isPenDown = true;
    this.current.value = begun(this.current.peek(), this.pen.peek(), at);
  }

  /** Of a stroke that was taken back while the pen was down nothing more is drawn. */
  extend(to: Spot): void {
    if (this.isPenDown) this.current.value = extended(this.current.peek(), to);
  }

  /** A stroke is kept when it is done: not with every place that the pen comes to. */
  lift(): void {
    this.isPenDown = false;
    this.view.strokes.value = this.current.peek().strokes;
  }

  undo(): void {
    this.change(undone);
  }

  clear(): void {
    this.change(cleared);
  }

  private change(how: (drawing: Drawing) => Drawing): void {
    batch(() => {
      this.current.value = how(this.current.peek());
      this.lift();
    });
  }
}
