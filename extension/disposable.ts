import type { Disposable as VsCodeDisposable } from "vscode";

/** Owns what it registers and disposes it in reverse order; what comes late is disposed at once. */
export abstract class Disposable implements VsCodeDisposable {
  protected isDisposed = false;
  private readonly owned: VsCodeDisposable[] = [];

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    for (const item of this.owned.splice(0).reverse()) item.dispose();
  }

  protected register<T extends VsCodeDisposable>(item: T): T {
    if (this.isDisposed) item.dispose();
    else this.owned.push(item);
    return item;
  }
}
