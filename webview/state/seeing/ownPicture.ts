import { signal, type ReadonlySignal } from "@preact/signals-core";
import { asItLooks, type PreparationChoices } from "../../../model/asking/preparation.js";
import type { PreparedPicture } from "../../../model/asking/preparedPicture.js";
import { toBase64 } from "../../../model/run/base64.js";
import { errorText } from "../../host/errorText.js";
import type { AskRun } from "../../host/runQuestions.js";
import { t } from "../../words/l10n.js";
import type { OwnImage } from "./chosenImage.js";

/** As `model/asking` takes them. */
const mostBytes = 20_000_000;

/** How a picture of a person's own stands. */
export interface OwnState {
  /** Null before there is one, and after a reload. */
  readonly prepared: PreparedPicture | null;
  /** Why there is none, in one sentence; empty where nothing is wrong. */
  readonly problem: string;
}

const none: OwnState = { prepared: null, problem: "" };

interface Taken {
  readonly name: string;
  readonly isDrawn: boolean;
  readonly bytes: string;
  readonly choices: PreparationChoices;
}

/** A file that a person gives: `isFolder` where the page knows that it is one. */
export interface GivenFile {
  readonly file: File;
  readonly isFolder: boolean;
}

/** Where a prepared picture goes. */
export interface PicturePlace {
  /** Before it is known whether there is a picture: what is said of it needs a place, too. */
  readonly open: () => void;
  readonly show: (own: OwnImage) => void;
}

/** What is known of a picture beside what goes through the network: how it was given, and how it was prepared. */
export interface KnownPicture {
  readonly taken: Taken | null;
  readonly state: OwnState;
}

/** A picture that a person gives the page, which the run's process prepares for its network. */
export class OwnPicture {
  private readonly current = signal<OwnState>(none);
  private taken: Taken | null = null;
  private newest: AbortController | null = null;

  constructor(
    private readonly ask: AskRun,
    private readonly place: PicturePlace,
  ) {}

  get state(): ReadonlySignal<OwnState> {
    return this.current;
  }

  get known(): KnownPicture {
    return { taken: this.taken, state: this.current.peek() };
  }

  /** Goes on with a picture that was given elsewhere. */
  adopt({ taken, state }: KnownPicture): void {
    this.forget();
    this.taken = taken;
    this.current.value = state;
  }

  /** Sends the one picture among what a person gives through the network, or says why not. */
  async take(given: readonly GivenFile[]): Promise<void> {
    const [first, ...others] = given;
    if (first === undefined) return;
    this.place.open();
    const controller = this.begin();
    const fault = faultOf(first, others.length);
    const bytes = fault === "" ? await bytesOf(first.file) : null;
    if (this.newest !== controller) return;
    const { name } = first.file;
    if (fault !== "") this.fail(fault);
    else if (bytes === null) this.fail(t("{0} cannot be read.", name));
    else {
      this.taken = { name, isDrawn: false, bytes: toBase64(bytes), choices: asItLooks };
      await this.prepare(controller);
    }
  }

  /** Sends what is drawn so far, as a file has it; what was decided of the same drawing stays. */
  async draw(bytes: Uint8Array): Promise<void> {
    const choices = this.taken?.isDrawn === true ? this.taken.choices : asItLooks;
    this.taken = { name: t("Your drawing"), isDrawn: true, bytes: toBase64(bytes), choices };
    await this.prepare(this.begin());
  }

  /** Prepares the same picture otherwise. */
  async decide(choices: Partial<PreparationChoices>): Promise<void> {
    if (this.taken === null) return;
    this.taken = { ...this.taken, choices: { ...this.taken.choices, ...choices } };
    await this.prepare(this.begin());
  }

  /** Back to the test set. */
  forget(): void {
    this.newest?.abort(new Error("Another image is looked at."));
    this.newest = null;
    this.taken = null;
    this.current.value = none;
  }

  private begin(): AbortController {
    this.newest?.abort(new Error("Another picture is prepared."));
    this.newest = new AbortController();
    return this.newest;
  }

  private async prepare(controller: AbortController): Promise<void> {
    if (this.taken === null) return;
    const { name, bytes, choices } = this.taken;
    try {
      const { signal } = controller;
      const prepared = await this.ask("preparedPicture", { bytes, ...choices }, { signal });
      if (this.newest !== controller) return;
      if (prepared === null) this.fail(noNetwork());
      else this.show(name, prepared);
    } catch (error) {
      if (this.newest === controller) {
        this.fail(t("{0} cannot be shown. {1}", name, errorText(error)));
      }
    }
  }

  private show(name: string, prepared: PreparedPicture): void {
    this.current.value = { prepared, problem: "" };
    this.place.show({ name, pixels: prepared.pixels });
  }

  /** What was seen before stays. */
  private fail(problem: string): void {
    this.current.value = { ...this.current.peek(), problem };
  }
}

function noNetwork(): string {
  return t("There is no trained network yet: it comes with the first checkpoint of a run.");
}

function faultOf({ file, isFolder }: GivenFile, others: number): string {
  if (others > 0) return t("One picture goes through the network at a time.");
  if (isFolder) return t("{0} is a folder: give one picture.", file.name);
  if (file.size > mostBytes) return t("{0} is larger than {1} MB.", file.name, mostBytes / 1e6);
  return "";
}

/** Null where it cannot be read, as a folder or a file that is gone. */
async function bytesOf(file: File): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}
