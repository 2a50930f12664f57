import * as vscode from "vscode";
import type { RunState } from "../../model/run/state.js";
import { Disposable } from "../disposable.js";
import type { RunChange, RunView } from "./runView.js";

/** Points at one of several runs, such as the one that is shown; whoever looks through it sees no other. */
export class RunPointer extends Disposable implements RunView {
  private readonly changed = this.register(new vscode.EventEmitter<RunChange>());
  readonly onDidChange = this.changed.event;
  private following: vscode.Disposable;

  constructor(private target: RunView) {
    super();
    this.following = this.follow();
    this.register({
      dispose: () => {
        this.following.dispose();
      },
    });
  }

  point(target: RunView): void {
    if (target === this.target) return;
    this.following.dispose();
    this.target = target;
    this.following = this.follow();
    this.changed.fire({ kind: "replaced" });
  }

  runId(): string | null {
    return this.target.runId();
  }

  state(): RunState {
    return this.target.state();
  }

  eventCount(): number {
    return this.target.eventCount();
  }

  private follow(): vscode.Disposable {
    return this.target.onDidChange((change) => this.changed.fire(change));
  }
}
