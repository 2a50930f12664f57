import { t } from "@vscode/l10n";
import { vi } from "vitest";
import { eventually } from "../../support/eventually.js";

/** As much of VS Code as the extension's unit tests need; a test replaces what it watches. */

type Listener = (event: unknown) => void;

export class Disposable {
  static from(...items: readonly { dispose(): void }[]): Disposable {
    return new Disposable(() => {
      for (const item of items) item.dispose();
    });
  }

  constructor(private readonly onDispose: () => void) {}

  dispose(): void {
    this.onDispose();
  }
}

export class EventEmitter {
  private readonly listeners = new Set<Listener>();

  readonly event = (listener: Listener): Disposable => {
    this.listeners.add(listener);
    return new Disposable(() => this.listeners.delete(listener));
  };

  fire(event: unknown): void {
    for (const listener of this.listeners) listener(event);
  }

  dispose(): void {
    this.listeners.clear();
  }
}

const doingNothing: (...parts: unknown[]) => Promise<void> = () => Promise.resolve();
const noAnswer: (...parts: unknown[]) => Promise<unknown> = () => Promise.resolve(undefined);
const noPanel: (...parts: unknown[]) => unknown = () => undefined;
const registering: (...parts: unknown[]) => Disposable = () => new Disposable(() => undefined);

/** Settings by id, as the user has set them. */
export const userSettings = new Map<string, unknown>();

/** Settings by id, as the folder that is open has them. */
export const workspaceSettings = new Map<string, unknown>();

const configurationChanges = new EventEmitter();

/** As a person does in the editor of the settings. */
export function changeSetting(id: string, value: unknown): void {
  if (userSettings.get(id) === value) return;
  userSettings.set(id, value);
  const affectsConfiguration = (section: string): boolean => id.startsWith(section);
  configurationChanges.fire({ affectsConfiguration });
}

export const workspace = {
  isTrusted: true,
  workspaceFolders: [] as { readonly uri: unknown }[],
  fs: { writeFile: vi.fn(doingNothing) },
  getConfiguration: () => ({
    get: (id: string, otherwise?: unknown) =>
      workspaceSettings.get(id) ?? userSettings.get(id) ?? otherwise,
    inspect: (id: string) => ({
      key: id,
      globalValue: userSettings.get(id),
      workspaceValue: workspaceSettings.get(id),
    }),
    update: (id: string, value: unknown) => {
      changeSetting(id, value);
      return Promise.resolve();
    },
  }),
  onDidChangeConfiguration: configurationChanges.event,
};

/** The texts in English, as where VS Code's language is English. */
export const l10n = { t, bundle: undefined as Readonly<Record<string, string>> | undefined };

export const env = {
  language: "en",
  clipboard: { writeText: vi.fn(doingNothing) },
};

export const window = {
  showInformationMessage: vi.fn(noAnswer),
  showWarningMessage: vi.fn(noAnswer),
  showErrorMessage: vi.fn(noAnswer),
  showQuickPick: vi.fn(noAnswer),
  createQuickPick: vi.fn(() => new FakeQuickPick()),
  showInputBox: vi.fn(noAnswer),
  showSaveDialog: vi.fn(noAnswer),
  withProgress: vi.fn(noAnswer),
  showOpenDialog: vi.fn(noAnswer),
  createStatusBarItem: vi.fn(() => new FakeStatusBarItem()),
  createWebviewPanel: vi.fn(noPanel),
  registerWebviewPanelSerializer: vi.fn(registering),
  registerWebviewViewProvider: vi.fn(registering),
  createTreeView: vi.fn((): unknown => new FakeTreeView()),
};

export interface FakeLine {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

/** A list of lines that a test reads and chooses from. */
export class FakeQuickPick {
  /** Those that were shown, the newest last. */
  static readonly shown: FakeQuickPick[] = [];

  items: readonly FakeLine[] = [];
  activeItems: readonly FakeLine[] = [];
  selectedItems: readonly FakeLine[] = [];
  busy = false;
  isOpen = false;
  isAnswered = false;
  private readonly accepted = new EventEmitter();
  private readonly hidden = new EventEmitter();
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;

  show(): void {
    this.isOpen = true;
    FakeQuickPick.shown.push(this);
  }

  /** The line whose label has this text; undefined where there is none. */
  line(label: string): FakeLine | undefined {
    return this.items.find((item) => item.label.includes(label));
  }

  /** As a person does with Enter. */
  accept(label: string): void {
    const found = this.line(label);
    if (found === undefined) throw new Error(`There is no line ${label}.`);
    this.selectedItems = [found];
    this.isAnswered = true;
    this.accepted.fire(undefined);
  }

  hide(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.hidden.fire(undefined);
  }

  dispose(): void {
    this.hide();
  }
}

/** The list that waits for an answer, once there is one in which the line stands. */
export async function quickPickWith(label: string): Promise<FakeQuickPick> {
  return eventually(() => {
    const open = FakeQuickPick.shown.find((each) => each.isOpen && !each.isAnswered);
    if (open?.line(label) === undefined) throw new Error(`No list shows ${label}.`);
    return open;
  });
}

/** Remembers every text that it was given. */
export class FakeStatusBarItem {
  readonly texts: string[] = [];
  backgroundColor: ThemeColor | undefined;
  readonly show = vi.fn();
  readonly dispose = vi.fn();

  set text(text: string) {
    this.texts.push(text);
  }
}

export const ViewColumn = { Active: -1 };

export const StatusBarAlignment = { Left: 1, Right: 2 };

/** A view of a tree that a test shows and hides. */
export class FakeTreeView {
  visible = true;
  message?: string;
  readonly reveal = vi.fn(() => Promise.resolve());
  private readonly visibility = new EventEmitter();
  readonly onDidChangeVisibility = this.visibility.event;
  private readonly selected = new EventEmitter();
  readonly onDidChangeSelection = this.selected.event;

  /** As by a click. */
  choose(...selection: readonly unknown[]): void {
    this.selected.fire({ selection });
  }

  show(visible: boolean): void {
    this.visible = visible;
    this.visibility.fire({ visible });
  }

  dispose(): void {
    this.visibility.dispose();
  }
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };

export const commands = { executeCommand: vi.fn(noAnswer), registerCommand: vi.fn() };

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class ThemeIcon {
  constructor(
    readonly id: string,
    readonly color?: ThemeColor,
  ) {}
}

export class TreeItem {
  constructor(readonly label: string) {}
}

export const Uri = {
  file: (path: string) => ({ scheme: "file", fsPath: path, toString: () => `file://${path}` }),
  parse: (text: string) => Uri.file(new URL(text).pathname),
  joinPath: (base: { readonly fsPath: string }, ...parts: readonly string[]) =>
    Uri.file([base.fsPath, ...parts].join("/")),
};

export const QuickPickItemKind = { Separator: -1, Default: 0 };
export const ConfigurationTarget = { Global: 1, Workspace: 2 };
export const ProgressLocation = { Notification: 15 };
