import * as vscode from "vscode";
import { noQuestion, type Question } from "../webview/protocol.js";
import { Disposable } from "./disposable.js";

/** What a person asks of the network in the explorer; the Network view answers it too. */
export class Asked extends Disposable {
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChange = this.changed.event;
  private current: Question = noQuestion;

  question(): Question {
    return this.current;
  }

  ask(question: Question): void {
    this.current = question;
    this.changed.fire();
  }
}
