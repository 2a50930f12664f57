import * as vscode from "vscode";
import { asItIs, type WhatIf } from "../webview/protocol.js";
import { Disposable } from "./disposable.js";

/** What a person changed of the network in the explorer to see what happens; the Network view follows. */
export class AskedWhatIf extends Disposable {
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChange = this.changed.event;
  private current: WhatIf = asItIs;

  whatIf(): WhatIf {
    return this.current;
  }

  ask(whatIf: WhatIf): void {
    this.current = whatIf;
    this.changed.fire();
  }
}
