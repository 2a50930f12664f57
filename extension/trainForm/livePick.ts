import * as vscode from "vscode";

/** A line that stays the same while what it says changes. */
export interface LiveItem<Choice extends string> extends vscode.QuickPickItem {
  /** Left out for what cannot be chosen. */
  readonly choice?: Choice;
}

export interface LivePage<Choice extends string> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: () => readonly LiveItem<Choice>[];
  /** Whether something is being found out that the lines will say. */
  readonly isBusy: () => boolean;
  /** Stays where the focus goes elsewhere. */
  readonly isLasting?: boolean;
}

/** A quick pick whose lines change while it is shown. */
export class LivePick<Choice extends string> {
  private readonly picker = vscode.window.createQuickPick<LiveItem<Choice>>();
  /** Undefined where the person went away. */
  readonly chosen: Promise<Choice | undefined>;

  constructor(private readonly page: LivePage<Choice>) {
    const { picker } = this;
    picker.title = page.title;
    picker.placeholder = page.placeholder;
    picker.matchOnDescription = true;
    picker.matchOnDetail = true;
    picker.ignoreFocusOut = page.isLasting ?? false;
    this.chosen = new Promise((resolve) => {
      picker.onDidAccept(() => {
        const choice = picker.selectedItems[0]?.choice;
        if (choice !== undefined) resolve(choice);
      });
      picker.onDidHide(() => resolve(undefined));
    });
    this.update();
    picker.show();
  }

  /** Says what is known now; the line that a person is on stays the active one. */
  update(): void {
    const { picker, page } = this;
    const active = picker.activeItems[0]?.choice;
    const items = page.items();
    picker.busy = page.isBusy();
    picker.keepScrollPosition = true;
    picker.items = items;
    const same = items.find(({ choice }) => choice !== undefined && choice === active);
    if (same !== undefined) picker.activeItems = [same];
  }

  close(): void {
    this.picker.dispose();
  }
}
