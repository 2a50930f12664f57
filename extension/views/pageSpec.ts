import type * as vscode from "vscode";
import type { RunState } from "../../model/run/state.js";
import type { RunRole, Snapshot } from "../../webview/protocol.js";
import type { PageRequests } from "../../webview/requests.js";
import type { RunView } from "../runs/runView.js";
import type { RequestParts, RowsOf } from "./requests/requestRow.js";

/** An editor panel, of which a window has one. */
export interface PanelSurface {
  readonly kind: "panel";
  readonly viewType: string;
  readonly title: string;
  /** Files in `media`. */
  readonly icon: { readonly light: string; readonly dark: string };
}

/** A view in a side bar. */
export interface ViewSurface {
  readonly kind: "view";
  readonly viewId: string;
}

/** A page as its host sees it: one row of the table of pages. */
export interface PageSpec<R extends PageRequests = PageRequests> {
  /** Names the page's folder in `webview/pages`, its bundle and its style sheet. */
  readonly id: string;
  readonly surface: PanelSurface | ViewSurface;
  /**
   * The least time between two messages that tell of steps alone, where it is longer than between any
   * two: a curve is no clearer with every single point.
   */
  readonly stepsEveryMs: number;
  /** Everything that the page draws: of the run as it is now, where no other state of it is given. */
  readonly snapshot: (parts: PageParts, run?: RunState) => Snapshot;
  /** What is answered beside what every page asks. */
  readonly rows: RowsOf<R>;
  /** What an earlier panel kept of its view; missing where the page keeps nothing here. */
  readonly keptView?: (parts: PageParts) => unknown;
  readonly onDidClose?: (parts: PageParts) => void;
}

/** What pages are made with. */
export interface PageParts extends RequestParts {
  readonly extensionUri: vscode.Uri;
  /** The run that is shown. */
  readonly store: RunView;
  /** What that is to a person. */
  readonly role: () => RunRole;
}
