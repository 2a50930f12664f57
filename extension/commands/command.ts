import type * as vscode from "vscode";
import type { Paces } from "../../model/folder/paces.js";
import type { EngineChoice } from "../engines/engineChoice.js";
import type { HostError } from "../errors.js";
import type { CommandId } from "../manifest.js";
import type { RunController } from "../runs/runController.js";
import type { RunView } from "../runs/runView.js";
import type { RunStore } from "../runs/runStore.js";
import type { RuntimeInstaller } from "../engines/runtimeInstaller.js";
import type { RunHistory } from "../runs/runHistory.js";
import type { RunStorage } from "../runs/runStorage.js";
import type { RunsTree } from "../runs/runsTree.js";
import type { Selection } from "../selection.js";
import type { LaunchTrainer } from "../trainer/trainerProcess.js";
import type { Page } from "../views/page.js";
import type { CommandArgument } from "./arguments.js";

export interface Command {
  readonly id: CommandId;
  /** Why it has no effect now; null where it has. */
  readonly disabled: (parts: CommandParts) => HostError | null;
  /** With whatever it was called with, by a menu, a page or another extension; throws where that does not fit. */
  readonly run: (given: unknown, parts: CommandParts) => Promise<void> | void;
}

interface Definition<Argument> {
  readonly id: CommandId;
  readonly argument: CommandArgument<Argument>;
  readonly disabled?: Command["disabled"];
  readonly run: (argument: Argument, parts: CommandParts) => Promise<void> | void;
}

export function defineCommand<Argument>(definition: Definition<Argument>): Command {
  const { id, argument, disabled = () => null, run } = definition;
  return {
    id,
    disabled,
    run: (given, parts) => {
      const read = argument.schema.safeParse(given);
      if (!read.success) throw argument.refusal?.() ?? read.error;
      return run(read.data, parts);
    },
  };
}

export interface CommandParts {
  /** The run that is shown. */
  readonly store: RunView;
  readonly live: RunStore;
  readonly storage: RunStorage;
  readonly history: RunHistory;
  readonly controller: RunController;
  readonly engineChoice: EngineChoice;
  readonly installer: RuntimeInstaller;
  readonly explorer: Page;
  readonly evaluation: Page;
  readonly tree: RunsTree;
  readonly selection: Selection;
  readonly launch: LaunchTrainer;
  readonly paces: Paces;
  readonly log: vscode.LogOutputChannel;
}
