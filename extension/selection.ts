import * as vscode from "vscode";
import type { NodeId } from "../model/network/spec.js";
import { Disposable } from "./disposable.js";

/** Who chose a node; the other one follows. */
export type Chooser = "page" | "tree";

export interface NodeChoice {
  readonly nodeId: NodeId;
  readonly by: Chooser;
}

/** The node that a person looks at, in the explorer's diagram and in the Network view alike. */
export class Selection extends Disposable {
  private readonly changed = this.register(new vscode.EventEmitter<NodeChoice>());
  readonly onDidChange = this.changed.event;
  private current: NodeId | null = null;

  nodeId(): NodeId | null {
    return this.current;
  }

  /** Fires also where the node was chosen already: a click on it asks to see it again. */
  choose(nodeId: NodeId, by: Chooser): void {
    this.current = nodeId;
    this.changed.fire({ nodeId, by });
  }
}
