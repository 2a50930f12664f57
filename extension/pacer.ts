import type { Disposable } from "vscode";

/** So long after the first of several changes in a row they are told. */
const togetherMs = 100;

/**
 * When to tell of changes that come fast. What has rested is told soon; otherwise a change waits until
 * so many milliseconds went by since the last telling and another change comes, or none comes for as
 * long. For each telling VS Code lays out and paints its window on the processors that train: those that
 * wait for a next change tell of it together.
 */
export class Pacer implements Disposable {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isSoon = false;
  private toldAt = -Infinity;

  constructor(
    private readonly everyMs: number,
    private readonly tell: () => void,
  ) {}

  /** For a change that can wait. */
  later(): void {
    if (this.isSoon) return;
    if (performance.now() + togetherMs >= this.toldAt + this.everyMs) this.soon();
    else this.tellIn(this.everyMs);
  }

  /** For a change that a person waits for. */
  soon(): void {
    if (this.isSoon) return;
    this.tellIn(togetherMs);
    this.isSoon = true;
  }

  /** There is nothing to tell any more: it was told another way. */
  told(): void {
    this.cancel();
    this.toldAt = performance.now();
  }

  dispose(): void {
    this.cancel();
  }

  private tellIn(milliseconds: number): void {
    this.cancel();
    this.timer = setTimeout(() => {
      this.told();
      this.tell();
    }, milliseconds);
  }

  private cancel(): void {
    clearTimeout(this.timer);
    this.isSoon = false;
  }
}
