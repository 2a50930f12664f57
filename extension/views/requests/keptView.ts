import type { Memento } from "vscode";

const keptViewKey = "googlenet.explorerView";

/**
 * What a person looks at in the explorer, kept for the workspace: VS Code forgets a page's own state with
 * its panel. Only the page knows what is in it.
 */
export class KeptView {
  constructor(private readonly memento: Memento) {}

  /** Undefined where nothing was kept yet. */
  read(): unknown {
    return this.memento.get<unknown>(keptViewKey);
  }

  async keep(view: Readonly<Record<string, unknown>>): Promise<void> {
    await this.memento.update(keptViewKey, view);
  }
}
