import { Disposable } from "../disposable.js";
import type { Page } from "./page.js";
import { PagePanel } from "./pagePanel.js";
import type { PageParts, PageSpec } from "./pageSpec.js";
import { PageView } from "./pageView.js";

/** The pages of a window, each in its surface. */
export class OpenPages extends Disposable {
  private readonly pages: ReadonlyMap<PageSpec, Page>;

  constructor(specs: readonly PageSpec[], parts: PageParts) {
    super();
    this.pages = new Map(specs.map((spec) => [spec, this.register(surfaceOf(spec, parts))]));
  }

  /** Throws where it is none of them. */
  of(spec: PageSpec): Page {
    const page = this.pages.get(spec);
    if (page === undefined) throw new RangeError(`The page ${spec.id} is in no table.`);
    return page;
  }

  /** Sends everything to every page that can be seen. */
  hydrate(): void {
    for (const page of this.pages.values()) page.hydrate();
  }
}

function surfaceOf(spec: PageSpec, parts: PageParts): Page {
  const { surface } = spec;
  return surface.kind === "panel"
    ? new PagePanel(spec, surface, parts)
    : new PageView(spec, surface, parts);
}
