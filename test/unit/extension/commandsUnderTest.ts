import { vi } from "vitest";
import { registerCommands } from "../../../extension/commands/register.js";
import type { RuntimeInstaller } from "../../../extension/engines/runtimeInstaller.js";
import type { CommandId } from "../../../extension/manifest.js";
import { RunsTree } from "../../../extension/runs/runsTree.js";
import { Selection } from "../../../extension/selection.js";
import type { Page } from "../../../extension/views/page.js";
import { Paces } from "../../../model/folder/paces.js";
import { createRunParts, type RunParts, type Scenario } from "./fakeParts.js";
import * as fake from "./fakeVscode.js";

type Handler = (argument?: unknown) => Promise<void>;

export const explorer = { show: vi.fn(), showNode: vi.fn(), showImage: vi.fn() };
export const evaluation = { show: vi.fn() };
export const selection = new Selection();
export const installer = { isInstalling: () => false, install: vi.fn(() => Promise.resolve()) };

export interface CommandsUnderTest {
  readonly parts: RunParts;
  readonly run: (id: CommandId, argument?: unknown) => Promise<void>;
}

/** All commands of the extension, as VS Code would call them, with a trainer that does as it is told. */
export async function commandsWith(scenario: Scenario): Promise<CommandsUnderTest> {
  const parts = await createRunParts(scenario);
  const tree = new RunsTree({
    storage: parts.storage,
    activeRunId: () => null,
    activeState: () => parts.live.state(),
  });
  const given = {
    ...parts,
    ...{ tree, selection, paces: new Paces(parts.root) },
    explorer: explorer as unknown as Page,
    evaluation: evaluation as unknown as Page,
    installer: installer as unknown as RuntimeInstaller,
  };
  const handlers = new Map<string, Handler>();
  fake.commands.registerCommand.mockImplementation((id: string, handler: Handler) => {
    handlers.set(id, handler);
    return new fake.Disposable(() => undefined);
  });
  registerCommands(given);
  return { parts, run: async (id, argument) => handlers.get(id)?.(argument) };
}

/** The newest words to the user of this kind. */
export function told(
  kind: "showInformationMessage" | "showErrorMessage" | "showWarningMessage",
): unknown[] {
  return fake.window[kind].mock.calls.at(-1) ?? [];
}
