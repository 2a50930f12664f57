import type { Page } from "@playwright/test";
import type { TrainOverrides } from "../../extension/launch/workspace.js";
import { rest } from "./rest.js";
import { frameWith, runCommand } from "./workbench.js";

/** What a person asked of the pictures. */
export interface SceneOptions {
  /** What the run trains; what the settings say where it is left out. */
  readonly network?: string;
  /** The node that is clicked on. */
  readonly node: string;
  /** So long a run trains before the first picture. */
  readonly seconds: number;
  readonly maxSteps: number;
}

/** One window at one size; `shoot` keeps a picture under a view's name. */
export interface Camera {
  readonly page: Page;
  readonly options: SceneOptions;
  /** Whether the scene was photographed before in this window, at another size. */
  readonly isAgain: boolean;
  readonly shoot: (view: string) => Promise<void>;
}

export interface Scene {
  /** The run that begins as the window opens; null where none does. */
  readonly train: ((options: SceneOptions) => TrainOverrides) | null;
  readonly photograph: (camera: Camera) => Promise<void>;
}

/** What can be photographed of the extension in a real VS Code, by the name it has on the command line. */
export const scenes = {
  /** A run at work: the network, a module, a clicked node, and both as a presentation. */
  training: {
    train: ({ maxSteps, network }) => ({ maxSteps, network }),
    photograph: photographTraining,
  },
  /** A run whose loss was lost: it fails within some steps, and a card says so. */
  failed: {
    train: ({ maxSteps }) => ({ maxSteps, learningRate: 100, batchSize: 16 }),
    photograph: photographFailed,
  },
  /** An image that goes through a run at work: beside the stage, on its nodes, and what each channel makes of it. */
  image: {
    train: ({ maxSteps, network }) => ({ maxSteps, network }),
    photograph: photographImage,
  },
  /** What the run that came along gets wrong, and the images of a cell. */
  evaluation: {
    train: null,
    photograph: photographEvaluation,
  },
  /** The form of "GoogLeNet: Train", with its estimate. */
  form: {
    train: null,
    photograph: photographForm,
  },
} as const satisfies Readonly<Record<string, Scene>>;

export type SceneName = keyof typeof scenes;

async function photographTraining({ page, options, isAgain, shoot }: Camera): Promise<void> {
  const node = `[data-id="${options.node}"]`;
  const explorer = await frameWith(page, node);
  // So long the person who asked for pictures wants the run to train before.
  await page.waitForTimeout(isAgain ? 2000 : options.seconds * 1000);
  await shoot("explorer");
  const crumbs = explorer.locator(".stage-head .crumbs button").first();
  if (await crumbs.isVisible()) {
    await crumbs.click();
    await rest(explorer);
    await shoot("everything");
    await present("everything-presented");
  }
  await explorer.locator(node).first().click();
  await rest(explorer);
  await shoot("inspector");
  await present("presented");

  async function present(view: string): Promise<void> {
    const button = explorer.locator(".stage-head [data-tool='present']");
    await button.click();
    await rest(explorer);
    await shoot(view);
    await page.keyboard.press("Escape");
    await rest(explorer);
  }
}

async function photographFailed({ page, shoot }: Camera): Promise<void> {
  const failed = `.run-header [data-phase="failed"]`;
  const explorer = await frameWith(page, failed, failureMs);
  await rest(explorer);
  await shoot("failed");
  const crumbs = explorer.locator(".stage-head .crumbs button").first();
  if (!(await crumbs.isVisible())) return;
  await crumbs.click();
  await rest(explorer);
  await shoot("failed-everything");
}

async function photographImage({ page, options, isAgain, shoot }: Camera): Promise<void> {
  const node = `[data-id="${options.node}"]`;
  const explorer = await frameWith(page, node);
  if (!isAgain) {
    await page.waitForTimeout(options.seconds * 1000);
    await explorer.getByRole("button", { name: "Send an image through the network" }).click();
  }
  const bar = explorer.getByRole("region", { name: "Image" });
  await bar
    .getByText(/Recognized|Taken for/u)
    .first()
    .waitFor({ timeout: answerMs });
  await rest(explorer);
  await shoot("image");
  await explorer.locator(node).first().click();
  await explorer.getByRole("tab", { name: "Maps" }).click();
  await rest(explorer);
  await shoot("maps");
}

async function photographEvaluation({ page, isAgain, shoot }: Camera): Promise<void> {
  if (!isAgain) await runCommand(page, "GoogLeNet: Show Evaluation");
  const evaluation = await frameWith(page, `body[data-page="evaluation"] h1`);
  await evaluation.locator(".cell:not(.right)").first().waitFor({ timeout: evaluationMs });
  await rest(evaluation);
  await shoot("evaluation");
  await evaluation.locator(".cell:not(.right)").filter({ hasText: /\d/u }).first().click();
  await evaluation.locator(".tile img[src]").first().waitFor({ timeout: answerMs });
  await rest(evaluation);
  await shoot("evaluation-cell");
  const map = evaluation.locator(".map");
  await map
    .getByText(/^[\d,]+ images/u)
    .first()
    .waitFor({ timeout: evaluationMs });
  await map.scrollIntoViewIfNeeded();
  await rest(evaluation);
  await shoot("evaluation-map");
}

async function photographForm({ page, isAgain, shoot }: Camera): Promise<void> {
  await runCommand(page, "GoogLeNet: Train");
  const first = page.locator(".quick-input-list .monaco-list-row").first();
  await first.getByText(/· about \d/u).waitFor({ timeout: estimateMs });
  // What stands there at once may be a guess, which some tried steps replace.
  if (!isAgain) await page.waitForTimeout(trialMs);
  await shoot("form");
  await page.keyboard.press("Escape");
}

const failureMs = 120_000;
const estimateMs = 60_000;
const trialMs = 30_000;
const answerMs = 120_000;
const evaluationMs = 600_000;
