import * as vscode from "vscode";
import type { DatasetSize } from "../../model/data/dataset.js";
import type { Paces } from "../../model/folder/paces.js";
import type { DataPreview } from "../../model/run/dataPreview.js";
import { recipeIds, type RunConfig } from "../../model/run/config.js";
import { notify } from "../notify.js";
import type { RuntimeInstaller } from "../engines/runtimeInstaller.js";
import { resolveRunConfig, type RunValues } from "../settings/settings.js";
import type { LaunchTrainer } from "../trainer/trainerProcess.js";
import { change } from "./changes.js";
import {
  formItems,
  shorterRecipe,
  shortWays,
  type FormChoice,
  type FormState,
} from "./formItems.js";
import { Knowledge } from "./knowledge.js";
import { LivePick } from "./livePick.js";
import { prospectOf } from "./prospect.js";
import { setUpOnPage } from "./setUpPage.js";

export interface FormParts {
  readonly launch: LaunchTrainer;
  readonly installer: RuntimeInstaller;
  readonly paces: Paces;
  readonly storage: { readonly root: string };
  readonly log: vscode.LogOutputChannel;
}

/**
 * The quick pick of "GoogLeNet: Train". The first line starts at once; each other starts a shorter
 * run, or changes one value and comes back. Resolves to undefined where the person went away.
 */
export async function chooseRunConfig(
  settings: RunValues,
  parts: FormParts,
  preview: DataPreview | null = null,
): Promise<RunConfig | undefined> {
  // What cannot be used is said before anything is shown.
  resolveRunConfig(settings);
  const knowledge = new Knowledge({ ...parts, ...(preview && { dataSize: sizeIn(preview) }) });
  const chosen: RunValues = preview === null ? {} : { dataset: preview.dataset };
  try {
    return await new TrainForm({ settings, chosen }, parts, knowledge).ask();
  } finally {
    await knowledge.end();
  }
}

function sizeIn({ input, size, classes, ...counts }: DataPreview): DatasetSize {
  const { trainExamples, testExamples } = counts;
  const [height, width] = size;
  return {
    trainExamples,
    testExamples,
    height,
    width,
    channels: input[0],
    classes: classes.length,
  };
}

class TrainForm {
  private readonly settings: RunValues;
  private choices: RunValues;

  constructor(
    { settings, chosen }: { readonly settings: RunValues; readonly chosen: RunValues },
    private readonly parts: FormParts,
    private readonly knowledge: Knowledge,
  ) {
    this.settings = settings;
    this.choices = chosen;
  }

  async ask(): Promise<RunConfig | undefined> {
    void this.knowledge.look();
    for (;;) {
      const choice = await this.askOnce();
      const config = this.config();
      switch (choice) {
        case undefined:
          return undefined;
        case "start":
          return config;
        case "shorterRecipe":
          return shorterRecipe(this.state(config)) ?? config;
        case "oneEpoch":
        case "look":
          return { ...config, ...shortWays[choice] };
        case "settings":
          await openSettings();
          return undefined;
        case "setUp":
          if (!(await this.setUp())) return undefined;
          break;
        case "tryPace":
          this.knowledge.tryAgain(config);
          break;
        default:
          this.choices = { ...this.choices, ...(await change(choice, this.asked())) };
      }
    }
  }

  private config(): RunConfig {
    return resolveRunConfig(this.settings, this.choices);
  }

  private state(config: RunConfig): FormState {
    const { settings, choices, knowledge } = this;
    return {
      ...{ config, machine: knowledge.machine(), isTrying: knowledge.isTrying() },
      recipes: recipeIds.map((recipe) => resolveRunConfig(settings, { ...choices, recipe })),
    };
  }

  private asked(): Parameters<typeof change>[1] {
    const { settings, choices, knowledge } = this;
    return { settings, choices, machine: knowledge.machine(), launch: this.parts.launch };
  }

  private async askOnce(): Promise<FormChoice | undefined> {
    const { knowledge } = this;
    const config = this.config();
    const page = new LivePick<FormChoice>({
      title: vscode.l10n.t("GoogLeNet: Train"),
      placeholder: vscode.l10n.t("Press Enter to start, or choose what to change"),
      items: () => formItems(this.state(config)),
      isBusy: () => knowledge.isLooking() || knowledge.isTrying(),
    });
    const following = knowledge.onDidChange(() => {
      this.tryWhereUnknown(config);
      page.update();
    });
    this.tryWhereUnknown(config);
    const choice = await page.chosen;
    following.dispose();
    page.close();
    return choice;
  }

  /** A guess is wide: some steps in the background make it a time. */
  private tryWhereUnknown(config: RunConfig): void {
    const { estimate } = prospectOf(config, this.knowledge.machine());
    if (estimate?.basis.kind === "guess") this.knowledge.tryOnce(config);
  }

  /** False where the installation goes on without the form. */
  private async setUp(): Promise<boolean> {
    const { faster } = prospectOf(this.config(), this.knowledge.machine());
    if (faster === null) return true;
    try {
      if (!(await setUpOnPage(this.parts.installer, faster.upgrade.cuda))) return false;
    } catch (error) {
      void notify(error, this.parts.log);
    }
    void this.knowledge.look();
    return true;
  }
}

async function openSettings(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openSettings", "googlenet.training");
}
