import type * as vscode from "vscode";
import type { NodeId } from "../../model/network/spec.js";
import type { ShownImage } from "../../webview/protocol.js";

/** A page in the window, whether it is open now or not. */
export interface Page extends vscode.Disposable {
  isOpen(): boolean;
  /** Whether it is open, and not behind another. */
  isSeen(): boolean;
  /** Opens it, or brings it to the front. */
  show(): void;
  /** Shows it, and chooses the node in it. */
  showNode(nodeId: NodeId): void;
  /** Shows it, and sends an image of the test set through the network in it. */
  showImage(image: ShownImage): void;
  /** Sends everything, if the page can be seen. */
  hydrate(): void;
}
